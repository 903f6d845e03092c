import { refuse } from './statusError';

type Json = any;

function isMap(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** RFC 7386: null removes, maps merge, everything else replaces. */
export function mergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) return patch;
  const result: Record<string, Json> = isMap(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}

/**
 * The lists that a strategic merge patch merges by a key, as the Kubernetes
 * types declare them; every other list is replaced as a whole.
 */
export const mergeKeys: Record<string, string> = {
  containers: 'name',
  initContainers: 'name',
  env: 'name',
  ports: 'containerPort',
  volumes: 'name',
  volumeMounts: 'mountPath',
  imagePullSecrets: 'name',
  conditions: 'type',
  addresses: 'type',
  ownerReferences: 'uid',
};

/** Kubernetes' own patch type: lists of containers, env and their like merge by key. */
export function strategicMergePatch(target: Json, patch: Json): Json {
  if (!isMap(patch)) return patch;
  const { $patch: directive, $retainKeys: retained, ...changes } = patch;
  if (directive === 'replace') return changes;
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge') {
    throw refuse.badRequest(
      `Unknown patch directive: ${JSON.stringify(directive)}`,
    );
  }
  const result: Record<string, Json> = isMap(target) ? { ...target } : {};
  if (Array.isArray(retained)) {
    for (const key of Object.keys(result)) {
      if (!retained.includes(key)) delete result[key];
    }
  }
  for (const [key, value] of Object.entries(changes)) {
    if (key.startsWith('$')) continue;
    if (value === null) delete result[key];
    else if (Array.isArray(value) && mergeKeys[key]) {
      result[key] = mergeList(result[key], value, mergeKeys[key]);
    } else if (isMap(value)) {
      result[key] = strategicMergePatch(result[key], value);
    } else result[key] = value;
  }
  for (const [key, order] of Object.entries(changes)) {
    const list = /^\$setElementOrder\/(.+)$/.exec(key)?.[1];
    const mergeKey = list && mergeKeys[list];
    if (mergeKey && Array.isArray(order) && Array.isArray(result[list])) {
      const before = Array.isArray(target?.[list]) ? target[list] : [];
      result[list] = inOrder(result[list], order, before, mergeKey);
    }
  }
  return result;
}

function mergeList(target: Json, patch: Json[], mergeKey: string): Json[] {
  const replaces = patch.some(item => item?.$patch === 'replace');
  const result: Json[] = Array.isArray(target) && !replaces ? [...target] : [];
  for (const item of patch) {
    if (item?.$patch === 'replace') continue;
    if (!isMap(item) || item[mergeKey] === undefined) {
      throw refuse.badRequest(
        `map: ${JSON.stringify(item)?.slice(
          0,
          100,
        )} does not contain declared merge key: ${mergeKey}`,
      );
    }
    const at = result.findIndex(known => known?.[mergeKey] === item[mergeKey]);
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = strategicMergePatch(result[at], item);
    else result.push(strategicMergePatch({}, item));
  }
  const before = Array.isArray(target) ? target : [];
  return replaces ? result : inOrder(result, patch, before, mergeKey);
}

/**
 * What the order names comes in that order. The rest keeps its place among
 * those of them that were there before; what is new comes first.
 */
function inOrder(
  list: Json[],
  order: Json[],
  before: Json[],
  mergeKey: string,
): Json[] {
  const rankIn = (items: Json[], item: Json) =>
    items.findIndex(each => each?.[mergeKey] === item?.[mergeKey]);
  const byRank = (items: Json[]) => (a: Json, b: Json) =>
    rankIn(items, a) - rankIn(items, b);
  const named = list
    .filter(item => rankIn(order, item) >= 0)
    .sort(byRank(order));
  const rest = list
    .filter(item => rankIn(order, item) < 0)
    .sort(byRank(before));
  const result: Json[] = [];
  while (named.length > 0 && rest.length > 0) {
    const ranks = [rankIn(before, named[0]), rankIn(before, rest[0])];
    const isRestFirst = ranks[0] >= 0 && ranks[0] > ranks[1];
    result.push((isRestFirst ? rest : named).shift());
  }
  return [...result, ...named, ...rest];
}

const appliers: Record<string, (target: Json, patch: Json) => Json> = {
  'application/merge-patch+json': mergePatch,
  'application/strategic-merge-patch+json': strategicMergePatch,
};

/** The patch type that a content type names; anything else is refused. */
export function patchApplier(contentType: string) {
  const type = contentType.split(';')[0].trim().toLowerCase();
  if (!Object.hasOwn(appliers, type)) {
    throw refuse.unsupportedMediaType(Object.keys(appliers));
  }
  return appliers[type];
}
