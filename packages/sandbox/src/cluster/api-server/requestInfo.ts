import { findResource, type Resource } from './resources';
import type { Attributes } from './rbac';
import { refuse } from './statusError';

/** A resource that is served, or some of its objects. */
export interface Target {
  resource: Resource;
  subresource?: string;
  namespace?: string;
  name?: string;
}

/** What a request asks for, read from its method and address. */
export interface RequestInfo {
  attributes: Attributes;
  /** Left out where the path names no resource that is served. */
  target?: Target;
}

const verbs: Record<string, [withName: string, without: string]> = {
  GET: ['get', 'list'],
  HEAD: ['get', 'list'],
  POST: ['create', 'create'],
  PUT: ['update', 'update'],
  PATCH: ['patch', 'patch'],
  DELETE: ['delete', 'deletecollection'],
};

function segmentsOf(path: string): string[] {
  try {
    return path.split('/').filter(Boolean).map(decodeURIComponent);
  } catch {
    throw refuse.badRequest('the path is not encoded as it should be');
  }
}

export function readRequest(method: string, url: URL): RequestInfo {
  const segments = segmentsOf(url.pathname);
  const verb = verbs[method];
  if (!verb) throw refuse.methodNotAllowed();
  const isCore = segments[0] === 'api';
  const rest = segments.slice(isCore ? 2 : 3);
  if (!(isCore || segments[0] === 'apis') || rest.length === 0) {
    return {
      attributes: {
        verb: method === 'HEAD' ? 'get' : method.toLowerCase(),
        path: url.pathname,
      },
    };
  }
  const [group, version] = isCore ? ['', segments[1]] : segments.slice(1, 3);
  // A namespace is itself a resource: its own address has no further plural.
  const inNamespace = rest[0] === 'namespaces' && rest.length > 2;
  const [plural, name, subresource] = inNamespace ? rest.slice(2) : rest;
  const namespace = rest[0] === 'namespaces' ? rest[1] : undefined;
  const watches = ['true', '1'].includes(url.searchParams.get('watch') ?? '');
  const plain = name ? verb[0] : verb[1];
  const resource = findResource(group, version, plural);
  const fits =
    resource &&
    rest.length <= (inNamespace ? 5 : 3) &&
    (resource.namespaced ? inNamespace || !name : !inNamespace) &&
    (!subresource || resource.subresources?.includes(subresource));
  return {
    attributes: {
      verb: plain === 'list' && watches ? 'watch' : plain,
      group,
      resource: subresource ? `${plural}/${subresource}` : plural,
      namespace,
      name,
    },
    target: fits
      ? {
          resource,
          subresource,
          namespace: inNamespace ? namespace : undefined,
          name,
        }
      : undefined,
  };
}
