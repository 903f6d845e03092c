import type { Resource } from './resources';
import { refuse } from './statusError';

const subdomain =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const rbacName = /^[^/%]+$/;

const maxLength = 253;

/** Refuses a name that no object of this resource may have. */
export function checkName(resource: Resource, name: string): void {
  if (!name) {
    throw refuse.invalid(resource.kind, '', [
      {
        field: 'metadata.name',
        reason: 'FieldValueRequired',
        message: 'Required value: name or generateName is required',
      },
    ]);
  }
  const form =
    resource.group === 'rbac.authorization.k8s.io' ? rbacName : subdomain;
  if (name.length <= maxLength && form.test(name)) return;
  const shown = name.slice(0, maxLength);
  throw refuse.invalid(resource.kind, shown, [
    {
      field: 'metadata.name',
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(
        shown,
      )}: a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character`,
    },
  ]);
}
