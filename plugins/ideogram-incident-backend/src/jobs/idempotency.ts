import { InputError } from '@backstage/errors';
import { RefusedError } from '../errors';

/** @throws InputError where the caller gave none */
export function requiredKey(key: string | undefined): string {
  if (key !== undefined) return key;
  throw new InputError('Idempotency-Key: this header is required');
}

/** @throws RefusedError */
export function refuseKeyReuse(): never {
  throw new RefusedError({
    issue: 'Nothing was changed.',
    cause: 'This Idempotency-Key has been used for another request.',
    solution: 'Send a new key with a new request.',
  });
}
