import type { KubeObject } from '../objects';
import type { User } from './rbac';
import type { Target } from './requestInfo';
import type { Resource } from './resources';
import { refuse, StatusError } from './statusError';

/** A change that is about to be stored, or in a dry run only looked at. */
export interface AdmissionReview {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: string;
  namespace?: string;
  name?: string;
  user: string;
  dryRun: boolean;
  /** As it would be stored; absent at DELETE. */
  object?: KubeObject;
}

/** Who refuses, and why: a webhook or a ValidatingAdmissionPolicy, by its name. */
export type AdmissionDenial = { message: string } & (
  | { webhook: string }
  | { policy: string }
);

/** Refuses a change with what it returns. */
export type Admission = (
  review: AdmissionReview,
) => AdmissionDenial | undefined;

/** In the words of a real API server. */
function refusal(
  denial: AdmissionDenial,
  resource: Resource,
  name: string,
): StatusError {
  const { message } = denial;
  if ('webhook' in denial) {
    return new StatusError(
      403,
      'Forbidden',
      `admission webhook "${denial.webhook}" denied the request: ${message}`,
    );
  }
  const { policy } = denial;
  const why = `ValidatingAdmissionPolicy '${policy}' with binding '${policy}' denied request: ${message}`;
  const { message: forbidden, details } = refuse.forbidden(resource, name, why);
  return new StatusError(422, 'Invalid', forbidden, {
    ...details,
    causes: [{ message: why }],
  });
}

const operations = {
  create: 'CREATE',
  update: 'UPDATE',
  patch: 'UPDATE',
  delete: 'DELETE',
} as const;

/** Lets a change pass, or refuses it. */
export function admit(
  admission: Admission | undefined,
  { target, user, verb }: { target: Target; user: User; verb: string },
  dryRun: boolean,
  object?: KubeObject,
): void {
  const { resource, subresource, namespace } = target;
  const name = target.name ?? object?.metadata.name;
  const denial = admission?.({
    operation: operations[verb as keyof typeof operations],
    resource: subresource
      ? `${resource.plural}/${subresource}`
      : resource.plural,
    namespace,
    name,
    user: user.name,
    dryRun,
    object,
  });
  if (denial) throw refusal(denial, resource, name ?? '');
}
