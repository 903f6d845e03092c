import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'permission.administrators';
const KINDS = ['user', 'group'];

/**
 * The references of users and groups who may do whatever can be done.
 *
 * @throws InputError where one of them is no reference of a user or group
 */
export function readAdministrators(config: Config): string[] {
  return (config.getOptionalStringArray(KEY) ?? []).map((ref, index) => {
    const { kind, ...rest } = parsed(ref);
    if (!KINDS.includes(kind.toLowerCase())) {
      throw new InputError(
        `${KEY}[${index}] must be the reference of a user or a group, such as group:default/platform`,
      );
    }
    return stringifyEntityRef({ kind, ...rest });
  });
}

function parsed(ref: string) {
  try {
    return parseEntityRef(ref, { defaultNamespace: 'default' });
  } catch {
    return { kind: '', namespace: '', name: '' };
  }
}
