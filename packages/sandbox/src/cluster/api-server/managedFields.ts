import { isDeepStrictEqual } from 'node:util';
import { timestamp } from '../conditions';
import type { Fields, KubeObject, ManagedFields } from '../objects';
import { mergeKeys } from './patch';
import { apiVersionOf, type Resource } from './resources';

type Json = any;

/** Maps that have one owner as a whole, as the Kubernetes types declare them. */
const wholeMaps = new Set([
  'selector',
  'nodeSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
]);
/** Of the metadata, what belongs to whoever wrote it. */
const ownedMetadata = ['annotations', 'labels', 'finalizers'];

const isMap = (value: Json): value is Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entryKey(item: Json, mergeKey: string): string {
  const keys =
    mergeKey === 'containerPort' ? [mergeKey, 'protocol'] : [mergeKey];
  const values = keys.map(key => [key, item[key]]);
  return `k:${JSON.stringify(Object.fromEntries(values))}`;
}

/** What a map or a list is made of, by the names of `fieldsV1`. */
function partsOf(value: Json, name: string): Map<string, Json> | undefined {
  if (isMap(value) && !wholeMaps.has(name)) {
    return new Map(
      Object.entries(value).map(([key, part]) => [`f:${key}`, part]),
    );
  }
  const mergeKey = mergeKeys[name];
  return mergeKey && Array.isArray(value) && value.every(isMap)
    ? new Map(value.map(item => [entryKey(item, mergeKey), item]))
    : undefined;
}

/** What of a value is not so, or is not there, in another; undefined where nothing. */
function differences(
  value: Json,
  other: Json,
  name: string,
): Fields | undefined {
  if (value === undefined || isDeepStrictEqual(value, other)) return undefined;
  const parts = partsOf(value, name);
  if (!parts?.size) return {};
  const others = partsOf(other, name);
  const fields: Fields = {};
  for (const [field, part] of parts) {
    const found = differences(
      part,
      others?.get(field),
      field.replace(/^f:/, ''),
    );
    if (!found) continue;
    const isNewEntry = field.startsWith('k:') && !others?.has(field);
    fields[field] = isNewEntry ? { '.': {}, ...found } : found;
  }
  return Object.keys(fields).length > 0 ? fields : undefined;
}

const isLeaf = (fields: Fields) => Object.keys(fields).length === 0;

function union(a: Fields, b: Fields): Fields {
  const fields = { ...a };
  for (const [field, more] of Object.entries(b)) {
    fields[field] = union(fields[field] ?? {}, more);
  }
  return fields;
}

/** Undefined where nothing is left. */
function without(fields: Fields, taken: Fields): Fields | undefined {
  const left: Fields = {};
  for (const [field, parts] of Object.entries(fields)) {
    const gone = taken[field];
    const rest =
      gone &&
      (isLeaf(gone) || isLeaf(parts) ? undefined : without(parts, gone));
    if (!gone) left[field] = parts;
    else if (rest) left[field] = rest;
  }
  return isLeaf(left) ? undefined : left;
}

function owned(object: KubeObject | undefined, subresource?: string): Json {
  if (!object) return undefined;
  if (subresource) return { [subresource]: object[subresource] };
  const { apiVersion: _, kind: _kind, status: _status, ...rest } = object;
  const metadata = ownedMetadata
    .filter(field => field in object.metadata)
    .map(field => [field, (object.metadata as Json)[field]]);
  return { ...rest, metadata: Object.fromEntries(metadata) };
}

/**
 * Who owns which fields, after somebody has written: what they changed is
 * theirs, and nobody else's any more.
 */
function managedFieldsAfter(
  resource: Resource,
  old: KubeObject | undefined,
  next: KubeObject,
  { manager, subresource }: { manager: string; subresource?: 'status' },
): ManagedFields[] {
  const before = owned(old, subresource);
  const after = owned(next, subresource);
  const written = differences(after, before, '') ?? {};
  const touched = union(written, differences(before, after, '') ?? {});
  const entries = old?.metadata.managedFields ?? [];
  if (isLeaf(touched)) return entries;
  const left = entries.flatMap(entry => {
    const fieldsV1 = without(entry.fieldsV1, touched);
    return fieldsV1 ? [{ ...entry, fieldsV1 }] : [];
  });
  const isOwn = (entry: ManagedFields) =>
    entry.manager === manager && entry.subresource === subresource;
  const others = left.filter(entry => !isOwn(entry));
  const fieldsV1 = union(left.find(isOwn)?.fieldsV1 ?? {}, written);
  if (isLeaf(fieldsV1)) return others;
  const own: ManagedFields = {
    manager,
    operation: 'Update',
    apiVersion: apiVersionOf(resource),
    time: timestamp(),
    fieldsType: 'FieldsV1',
    fieldsV1,
    ...(subresource && { subresource }),
  };
  return [...others, own];
}

/** The object with those who own its fields; as it is where nobody is named. */
export function withOwners(
  resource: Resource,
  old: KubeObject | undefined,
  object: KubeObject,
  { manager, subresource }: { manager?: string; subresource?: 'status' },
): KubeObject {
  if (manager === undefined) return object;
  const managedFields = managedFieldsAfter(resource, old, object, {
    manager,
    subresource,
  });
  return { ...object, metadata: { ...object.metadata, managedFields } };
}
