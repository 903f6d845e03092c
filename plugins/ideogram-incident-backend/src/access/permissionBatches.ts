import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
} from '@backstage/plugin-permission-common';
import type { Caller } from './caller';
import { orUnavailable } from './orUnavailable';

/** So many are asked for at once: the portal bounds a request. */
export const MAX_BATCH = 100;

interface Batch {
  requests: AuthorizePermissionRequest[];
  allowed: Promise<boolean[]>;
}

/**
 * Asks the permission service. What is asked with the same credentials in one
 * turn of the event loop, as for a single request, costs one call.
 */
export class PermissionBatches {
  private readonly open = new WeakMap<Caller, Batch>();

  constructor(
    private readonly permissions: PermissionsService,
    private readonly logger: LoggerService,
  ) {}

  /** Whether each is allowed. */
  async ask(
    requests: readonly AuthorizePermissionRequest[],
    credentials: Caller,
  ): Promise<boolean[]> {
    const open = this.open.get(credentials);
    const batch =
      open && open.requests.length + requests.length <= MAX_BATCH
        ? open
        : this.begin(credentials);
    const first = batch.requests.length;
    batch.requests.push(...requests);
    const allowed = await batch.allowed;
    return allowed.slice(first, first + requests.length);
  }

  private begin(credentials: Caller): Batch {
    const requests: AuthorizePermissionRequest[] = [];
    const batch = { requests, allowed: this.send(requests, credentials) };
    this.open.set(credentials, batch);
    return batch;
  }

  private async send(
    requests: AuthorizePermissionRequest[],
    credentials: Caller,
  ): Promise<boolean[]> {
    // A tick comes when all promises that are settled have been followed.
    await Promise.resolve();
    await new Promise<void>(resolve => {
      process.nextTick(resolve);
    });
    this.open.delete(credentials);
    const decisions = await orUnavailable(
      "The portal's permission service",
      this.logger,
      () => this.permissions.authorize(requests, { credentials }),
    );
    return requests.map(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }
}
