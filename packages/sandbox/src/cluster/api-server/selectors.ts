import type { KubeObject, LabelSelector, StringMap } from '../objects';
import { refuse } from './statusError';

export type Matcher = (object: KubeObject) => boolean;

type LabelTest = (labels: StringMap) => boolean;

const name = '[A-Za-z0-9_./-]+';
const setTest = new RegExp(`^(${name})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const equalityTest = new RegExp(`^(${name})\\s*(==|=|!=)\\s*(${name}|)$`);
const existenceTest = new RegExp(`^(!?)\\s*(${name})$`);

function parseRequirement(text: string): LabelTest {
  const set = setTest.exec(text);
  if (set) {
    const values = set[3].split(',').map(value => value.trim());
    return set[2] === 'in'
      ? labels => set[1] in labels && values.includes(labels[set[1]])
      : labels => !(set[1] in labels && values.includes(labels[set[1]]));
  }
  const equality = equalityTest.exec(text);
  if (equality) {
    const [, key, operator, value] = equality;
    return operator === '!='
      ? labels => labels[key] !== value
      : labels => labels[key] === value;
  }
  const existence = existenceTest.exec(text);
  if (existence) {
    return labels => existence[2] in labels === !existence[1];
  }
  throw refuse.badRequest(
    `unable to parse requirement: ${JSON.stringify(text.slice(0, 100))}`,
  );
}

/** Reads a `labelSelector` parameter such as `app=web,tier in (a, b),!canary`. */
export function parseLabelSelector(text: string): Matcher {
  const tests = text
    .split(/,(?![^()]*\))/)
    .map(part => part.trim())
    .filter(Boolean)
    .map(parseRequirement);
  return object =>
    tests.every(matches => matches(object.metadata.labels ?? {}));
}

/** The fields that a `fieldSelector` may name, beside an object's name and namespace. */
const selectableFields: Record<string, Record<string, Reader>> = {
  Pod: {
    'spec.nodeName': pod => pod.spec?.nodeName,
    'spec.restartPolicy': pod => pod.spec?.restartPolicy,
    'status.phase': pod => pod.status?.phase,
  },
  Secret: { type: secret => secret.type as string },
  Event: {
    'involvedObject.name': event => (event as any).involvedObject?.name,
    'involvedObject.kind': event => (event as any).involvedObject?.kind,
    'involvedObject.uid': event => (event as any).involvedObject?.uid,
    reason: event => event.reason as string,
    type: event => event.type as string,
  },
};

type Reader = (object: KubeObject) => string | undefined;

/** Reads a `fieldSelector` parameter such as `spec.nodeName=node-1,status.phase!=Failed`. */
export function parseFieldSelector(kind: string, text: string): Matcher {
  const readers: Record<string, Reader> = {
    'metadata.name': object => object.metadata.name,
    'metadata.namespace': object => object.metadata.namespace,
    ...selectableFields[kind],
  };
  const tests = text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)
    .map(part => {
      const match = /^([^=!]+?)(==|=|!=)(.*)$/.exec(part);
      if (!match) {
        throw refuse.badRequest(
          `invalid selector: ${JSON.stringify(
            part.slice(0, 100),
          )}; can't understand it`,
        );
      }
      const [, field, operator, value] = match;
      if (!Object.hasOwn(readers, field)) {
        throw refuse.badRequest(`field label not supported: ${field}`);
      }
      const read = readers[field];
      return (object: KubeObject) =>
        ((read(object) ?? '') === value) === (operator !== '!=');
    });
  return object => tests.every(matches => matches(object));
}

/** Whether an object's own selector (of a deployment, a replica set) takes these labels. */
export function selects(
  selector: LabelSelector,
  labels: StringMap | undefined,
): boolean {
  const actual = labels ?? {};
  return (
    Object.entries(selector.matchLabels ?? {}).every(
      ([key, value]) => actual[key] === value,
    ) &&
    (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
      switch (operator) {
        case 'In':
          return key in actual && (values ?? []).includes(actual[key]);
        case 'NotIn':
          return !(key in actual && (values ?? []).includes(actual[key]));
        case 'Exists':
          return key in actual;
        default:
          return !(key in actual);
      }
    })
  );
}
