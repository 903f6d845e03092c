import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KubeObject, Pod } from '../objects';
import { serviceAccountUser, type Tokens } from './authentication';
import { readBody } from './body';
import { timestamp } from './generated';
import type { KubeletClient } from './kubelet';
import { patchApplier } from './patch';
import { streamPodLogs } from './podLogs';
import { readPodMetrics } from './podMetrics';
import type { Authorizer, User } from './rbac';
import type { Registry } from './registry';
import type { RequestInfo } from './requestInfo';
import { apiVersionOf, resources, type Resource } from './resources';
import { parseFieldSelector, parseLabelSelector } from './selectors';
import { refuse } from './statusError';
import { streamWatch } from './watch';

export interface Services {
  registry: Registry;
  authorizer: Authorizer;
  tokens: Tokens;
  kubelets: KubeletClient;
}

/** A request that was authenticated and authorised. */
export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  query: URLSearchParams;
  user: User;
  verb: string;
  target: NonNullable<RequestInfo['target']>;
}

export function sendJson(
  response: ServerResponse,
  code: number,
  body: object,
): void {
  const text = JSON.stringify(body);
  response.writeHead(code, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** Answers a call about a resource. */
export async function handleResource(
  services: Services,
  call: Call,
): Promise<void> {
  const { resource, subresource } = call.target;
  if (resource === resources.podmetrics) return podMetrics(services, call);
  if (resource === resources.selfsubjectaccessreviews) {
    return accessReview(services, call);
  }
  if (subresource === 'token') return issueToken(services, call);
  if (subresource === 'log') return podLog(services, call);
  switch (call.verb) {
    case 'get':
    case 'list':
    case 'watch':
      return read(services, call);
    case 'create':
    case 'update':
    case 'patch':
    case 'delete':
      return write(services, call);
    default:
      throw refuse.methodNotAllowed();
  }
}

function selection(resource: Resource, query: URLSearchParams) {
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(
    resource.kind,
    query.get('fieldSelector') ?? '',
  );
  return (object: KubeObject) => byLabel(object) && byField(object);
}

function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (!text) return undefined;
  if (!/^\d{1,15}$/.test(text)) {
    throw refuse.badRequest(`${name} is not a number`);
  }
  return Number(text);
}

function sendList(
  { response, target: { resource } }: Call,
  version: number | undefined,
  items: object[],
) {
  sendJson(response, 200, {
    kind: `${resource.kind}List`,
    apiVersion: apiVersionOf(resource),
    metadata: version === undefined ? {} : { resourceVersion: `${version}` },
    items,
  });
}

async function read({ registry }: Services, call: Call): Promise<void> {
  const { response, query, target, verb } = call;
  const { resource, namespace, name } = target;
  if (verb === 'get') {
    sendJson(response, 200, registry.get(resource, namespace, name!));
    return;
  }
  const matches = selection(resource, query);
  const { store } = registry;
  if (verb === 'watch') {
    streamWatch(store, response, {
      resource,
      namespace,
      matches,
      since: wholeNumber(query, 'resourceVersion') || undefined,
      timeoutSeconds: wholeNumber(query, 'timeoutSeconds'),
    });
    return;
  }
  const items = store.list(resource, namespace).filter(matches);
  sendList(
    call,
    store.version,
    // As in a real cluster, only the list says what its items are.
    items.map(({ apiVersion, kind, ...item }) => item),
  );
}

function dryRun(query: URLSearchParams, options: any): boolean {
  const wanted = [...query.getAll('dryRun'), ...(options?.dryRun ?? [])];
  const other = wanted.find(value => value !== 'All');
  if (other !== undefined) {
    throw refuse.invalid('Options.meta.k8s.io', '', [
      {
        field: 'dryRun',
        reason: 'FieldValueNotSupported',
        message: `Unsupported value: ${JSON.stringify(
          String(other).slice(0, 50),
        )}: supported values: "All"`,
      },
    ]);
  }
  return wanted.length > 0;
}

/** The object of a request's body, checked against the address it was sent to. */
function objectFrom(
  body: any,
  { resource, namespace, name }: Call['target'],
): KubeObject {
  const apiVersion = apiVersionOf(resource);
  if (!body) throw refuse.badRequest('the request carries no object');
  if (body.kind !== undefined && body.kind !== resource.kind) {
    throw refuse.badRequest(
      `the kind in the data (${body.kind}) does not match the expected kind (${resource.kind})`,
    );
  }
  if (body.apiVersion !== undefined && body.apiVersion !== apiVersion) {
    throw refuse.badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  const metadata = body.metadata ?? {};
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw refuse.badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (name && metadata.name && metadata.name !== name) {
    throw refuse.badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  return { ...body, metadata };
}

async function write({ registry }: Services, call: Call): Promise<void> {
  const { request, response, query, target, verb } = call;
  const { resource, namespace, name, subresource } = target;
  const place = [resource, namespace] as const;
  const status = subresource === 'status' ? 'status' : undefined;
  const body = await readBody(request);
  const dry = dryRun(query, verb === 'delete' ? body : undefined);

  if (verb === 'create') {
    if (name) throw refuse.methodNotAllowed();
    const object = objectFrom(body, target);
    sendJson(response, 201, registry.create(...place, object, { dryRun: dry }));
    return;
  }
  if (!name) throw refuse.methodNotAllowed();
  if (verb === 'delete') {
    const grace = query.get('gracePeriodSeconds');
    const removed = registry.remove(...place, name, {
      dryRun: dry,
      gracePeriodSeconds:
        body?.gracePeriodSeconds ??
        (grace === null ? undefined : Number(grace)),
      preconditions: body?.preconditions,
    });
    sendJson(response, 200, removed);
    return;
  }
  const next =
    verb === 'patch'
      ? patchApplier(request.headers['content-type'] ?? '')(
          registry.get(...place, name),
          body ?? {},
        )
      : body;
  const object = objectFrom(next, target);
  const options = { dryRun: dry, subresource: status } as const;
  sendJson(response, 200, registry.update(...place, name, object, options));
}

async function podMetrics(services: Services, call: Call): Promise<void> {
  const { query, response, target, verb } = call;
  const { resource, namespace, name } = target;
  const { store } = services.registry;
  const found = await readPodMetrics(store, services.kubelets, namespace);
  if (verb === 'list') {
    sendList(call, undefined, found.filter(selection(resource, query)));
    return;
  }
  const one = found.find(metrics => metrics.metadata.name === name);
  if (verb !== 'get') throw refuse.methodNotAllowed();
  if (!one) throw refuse.notFound(resource, name!);
  sendJson(response, 200, one);
}

async function podLog(services: Services, call: Call): Promise<void> {
  const { namespace, name } = call.target;
  const { registry, kubelets } = services;
  if (call.verb !== 'get') throw refuse.methodNotAllowed();
  const pod = registry.get<Pod>(resources.pods, namespace, name!);
  await streamPodLogs(registry.store, kubelets, pod, call.query, call.response);
}

async function accessReview(services: Services, call: Call): Promise<void> {
  if (call.verb !== 'create') throw refuse.methodNotAllowed();
  const body = await readBody(call.request);
  const asked = body?.spec?.resourceAttributes;
  const path = body?.spec?.nonResourceAttributes;
  if (!asked && !path) {
    throw refuse.invalid('SelfSubjectAccessReview.authorization.k8s.io', '', [
      {
        field: 'spec.resourceAttributes',
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified',
      },
    ]);
  }
  const reason = services.authorizer.allows(
    call.user,
    asked
      ? {
          verb: asked.verb ?? '',
          group: asked.group ?? '',
          resource: asked.subresource
            ? `${asked.resource}/${asked.subresource}`
            : asked.resource ?? '',
          namespace: asked.namespace || undefined,
          name: asked.name || undefined,
        }
      : { verb: path.verb ?? '', path: path.path ?? '' },
  );
  sendJson(call.response, 201, {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: body.spec,
    status: { allowed: reason !== undefined, ...(reason && { reason }) },
  });
}

async function issueToken(services: Services, call: Call): Promise<void> {
  if (call.verb !== 'create') throw refuse.methodNotAllowed();
  const { namespace, name } = call.target;
  services.registry.get(resources.serviceaccounts, namespace, name!);
  const body = await readBody(call.request);
  const seconds = Number(body?.spec?.expirationSeconds ?? 3600);
  if (!Number.isInteger(seconds) || seconds < 600) {
    throw refuse.invalid('TokenRequest.authentication.k8s.io', '', [
      {
        field: 'spec.expirationSeconds',
        reason: 'FieldValueInvalid',
        message:
          'Invalid value: may not specify a duration less than 10 minutes',
      },
    ]);
  }
  const until = Date.now() + seconds * 1000;
  sendJson(call.response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, creationTimestamp: timestamp() },
    spec: { ...body?.spec, expirationSeconds: seconds },
    status: {
      token: services.tokens.issue(
        serviceAccountUser(namespace!, name!),
        until,
      ),
      expirationTimestamp: timestamp(until),
    },
  });
}
