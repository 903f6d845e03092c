import { readBody, sendJson, type Call, type Services } from '../call';
import { refuse } from '../statusError';

/** Says whether the one who asks may do a thing. */
export async function reviewAccess(
  services: Services,
  call: Call,
): Promise<void> {
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
