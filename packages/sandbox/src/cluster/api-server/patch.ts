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
const mergeKeys: Record<string, string> = {
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
    if (list && Array.isArray(order) && Array.isArray(result[list])) {
      result[list] = inOrder(result[list], order, mergeKeys[list]);
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
  return result;
}

function inOrder(list: Json[], order: Json[], mergeKey?: string): Json[] {
  if (!mergeKey) return list;
  const rank = (item: Json) => {
    const at = order.findIndex(entry => entry?.[mergeKey] === item?.[mergeKey]);
    return at < 0 ? order.length : at;
  };
  return [...list].sort((a, b) => rank(a) - rank(b));
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
