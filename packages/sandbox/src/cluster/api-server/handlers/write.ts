import type { KubeObject } from '../../objects';
import { admit } from '../admission';
import { readBody, sendJson, type Call, type Services } from '../call';
import { patchApplier } from '../patch';
import { apiVersionOf } from '../resources';
import { refuse } from '../statusError';

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

/** Who writes, as they say themselves or as their program is called. */
function managerOf({ query, request }: Call): string {
  const program = request.headers['user-agent']?.split('/')[0];
  return query.get('fieldManager') || program || 'unknown';
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

/** Answers create, update, patch and delete. */
export async function write(
  { registry, admission }: Services,
  call: Call,
): Promise<void> {
  const { request, response, query, target, verb } = call;
  const { resource, namespace, name, subresource } = target;
  const place = [resource, namespace] as const;
  const status = subresource === 'status' ? 'status' : undefined;
  const body = await readBody(request);
  const dry = dryRun(query, verb === 'delete' ? body : undefined);
  const manager = managerOf(call);

  if (verb === 'create') {
    if (name) throw refuse.methodNotAllowed();
    const object = objectFrom(body, target);
    const made = registry.create(...place, object, { dryRun: true });
    admit(admission, call, dry, made);
    const options = { dryRun: dry, manager };
    sendJson(response, 201, registry.create(...place, object, options));
    return;
  }
  if (!name) throw refuse.methodNotAllowed();
  if (verb === 'delete') {
    const grace = query.get('gracePeriodSeconds');
    admit(admission, call, dry);
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
  const options = { dryRun: dry, manager, subresource: status } as const;
  const changed = { ...options, dryRun: true };
  admit(admission, call, dry, registry.update(...place, name, object, changed));
  sendJson(response, 200, registry.update(...place, name, object, options));
}
