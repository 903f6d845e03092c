import { randomBytes } from 'node:crypto';

/** What the integration is given at the start. */
export interface InitialKeys {
  production: string;
  staging: string;
}

/** The keys of the account, as its owner sees them at Ideogram. */
export class ApiKeys {
  private readonly known: Set<string>;
  private revoked: ReadonlySet<string> = new Set();

  constructor(private readonly initial: InitialKeys) {
    this.known = new Set(Object.values(initial));
  }

  create(): string {
    const key = newApiKey();
    this.known.add(key);
    return key;
  }

  /** Revokes all that production may have by now; or takes that back. */
  revokeProduction(isRevoked: boolean): void {
    if (!isRevoked) {
      this.revoked = new Set();
    } else if (this.revoked.size === 0) {
      const { staging } = this.initial;
      this.revoked = new Set([...this.known].filter(key => key !== staging));
    }
  }

  isGood(key: string | undefined): key is string {
    return key !== undefined && this.known.has(key) && !this.revoked.has(key);
  }
}

export function newApiKey(): string {
  return randomBytes(24).toString('base64url');
}
