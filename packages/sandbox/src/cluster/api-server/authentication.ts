import { createHash, randomBytes } from 'node:crypto';
import type { User } from './rbac';

const anonymous: User = {
  name: 'system:anonymous',
  groups: ['system:unauthenticated'],
};

/** Bearer tokens, known by their hash alone. */
export class Tokens {
  private readonly known = new Map<string, { user: User; until: number }>();

  /** A new token; it is valid until the given moment. */
  issue(user: User, until: number = Infinity): string {
    const token = randomBytes(32).toString('base64url');
    this.known.set(fingerprint(token), {
      user: { ...user, groups: [...user.groups, 'system:authenticated'] },
      until,
    });
    return token;
  }

  /** Who sends this `Authorization` header; undefined: a token that is not, or no longer, good. */
  identify(authorization: string | undefined): User | undefined {
    if (!authorization) return anonymous;
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    const entry = token && this.known.get(fingerprint(token));
    return entry && entry.until > Date.now() ? entry.user : undefined;
  }
}

function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The user that a service account is. */
export function serviceAccountUser(namespace: string, name: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`],
  };
}
