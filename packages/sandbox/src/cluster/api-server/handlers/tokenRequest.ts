import { timestamp } from '../../conditions';
import { serviceAccountUser } from '../authentication';
import { readBody, sendJson, type Call, type Services } from '../call';
import { resources } from '../resources';
import { refuse } from '../statusError';

/** Gives out a token of a service account. */
export async function issueToken(
  services: Services,
  call: Call,
): Promise<void> {
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
