import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import { LAST_APPLIED, OPERATION_ANNOTATION, plain } from '../patches';
import { fingerprintOf } from '../../redaction';

/** What the cluster keeps for itself, and changes with every write. */
const BOOKKEEPING = [
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
  'selfLink',
];

type Json = unknown;
type JsonObject = Record<string, Json>;

function without(object: unknown, names: readonly string[]): JsonObject {
  const entries = Object.entries((object ?? {}) as JsonObject);
  return Object.fromEntries(entries.filter(([name]) => !names.includes(name)));
}

/** An object as a person thinks of it: what somebody wrote. */
export function stored(object: object): JsonObject {
  const { status, metadata, ...rest } = plain(object) as JsonObject;
  const { annotations, ...others } = without(metadata, BOOKKEEPING);
  const kept = without(annotations, [OPERATION_ANNOTATION]);
  return {
    ...rest,
    metadata: {
      ...others,
      ...(Object.keys(kept).length > 0 && { annotations: kept }),
    },
  };
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Dots, and by what a change of the value can be seen. */
function hidden(value: string | Uint8Array): string {
  return `•••••••• (fingerprint ${fingerprintOf(value)})`;
}

function ofSecret(data: Json): Json {
  if (!isObject(data)) return hidden(String(data));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      hidden(Buffer.from(String(value), 'base64')),
    ]),
  );
}

/** A pair whose name or value tells that it is secret. */
function ofPair(name: string, value: string, known: readonly string[]): string {
  const { masked } = maskSecrets(`${name}=${value}`, known);
  return masked > 0 ? hidden(value) : value;
}

/** What `kubectl apply` keeps there is the whole object, with its values. */
function ofAnnotations(annotations: JsonObject, known: readonly string[]) {
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (name === LAST_APPLIED) return [name, hidden(value)];
      const isJson = /^\s*[{[]/.test(value);
      return [
        name,
        isJson ? maskSecrets(value, known).text : ofPair(name, value, known),
      ];
    }),
  );
}

function isPair(value: JsonObject): value is { name: string; value: string } {
  return typeof value.name === 'string' && typeof value.value === 'string';
}

function ofAny(value: Json, known: readonly string[]): Json {
  if (typeof value === 'string') return maskSecrets(value, known).text;
  if (Array.isArray(value)) return value.map(each => ofAny(each, known));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    key === 'annotations' && isObject(each)
      ? ofAnnotations(each, known)
      : ofAny(each, known),
  ]);
  const shown = Object.fromEntries(entries);
  // An env entry, a header of a probe, and their like.
  return isPair(value)
    ? { ...shown, value: ofPair(value.name, value.value, known) }
    : shown;
}

/**
 * An object of the cluster without the secrets in it: the values of a secret
 * and what else is known or looks like one.
 */
export function withoutSecrets(
  kind: string,
  object: JsonObject,
  known: readonly string[],
): JsonObject {
  const { data, stringData, ...rest } = object;
  const others = ofAny(kind === 'Secret' ? rest : object, known) as JsonObject;
  return kind === 'Secret'
    ? { ...others, ...(data !== undefined && { data: ofSecret(data) }) }
    : others;
}
