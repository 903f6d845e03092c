import { NotFoundError } from '@backstage/errors';
import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { setTimeout as delay } from 'node:timers/promises';
import { TtlCache } from '../../resilience';
import type { LedgerEntry } from './entry';
import type { OperationLedger } from './operationLedger';

const LOOK_EVERY_MS = 500;

/** Tells of operations as they go on, on whichever replica. */
export class OperationFeed {
  // Any number of viewers cost one look.
  private readonly looks = new TtlCache<LedgerEntry | undefined>({
    ttlMs: () => LOOK_EVERY_MS / 2,
  });

  constructor(private readonly ledger: OperationLedger) {}

  async read(id: string): Promise<Operation> {
    const entry = await this.ledger.find(id);
    if (!entry) throw new NotFoundError(`There is no operation ${id}`);
    return entry.operation;
  }

  /** Sends the operation, and again with each change, until it has ended. */
  async follow(
    id: string,
    send: (operation: Operation) => void,
    signal: AbortSignal,
  ): Promise<void> {
    let version = -1;
    while (!signal.aborted) {
      const entry = await this.looks.get(id, () => this.ledger.find(id));
      if (!entry) throw new NotFoundError(`There is no operation ${id}`);
      if (entry.version > version) {
        version = entry.version;
        send(entry.operation);
        if (hasEnded(entry.operation)) return;
      }
      await delay(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  }
}
