import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { OperationResult } from '../executor';
import type { LedgerEntry } from '../ledger';

/** A second person's word. */
export interface Decision {
  id: string;
  /** The entity reference of who decides. */
  person: string;
  /** Needed to say no; as it may be kept. */
  reason?: string;
}

function stepped(
  { operation, ...entry }: LedgerEntry,
  step: { name: string; by: string },
  change: Pick<Operation, 'status' | 'approval'>,
): LedgerEntry {
  const at = new Date().toISOString();
  return {
    ...entry,
    operation: {
      ...operation,
      ...change,
      steps: [...operation.steps, { ...step, status: 'done', at }],
      ...(change.status !== 'pending' && { finishedAt: at }),
    },
  };
}

/** An operation that waits, with the second person's word on it. */
export function withDecision(
  entry: LedgerEntry,
  status: 'pending' | 'rejected',
  { person, reason }: Decision,
): LedgerEntry {
  const name = status === 'pending' ? 'Approved' : 'Rejected';
  return stepped(
    entry,
    { name, by: person },
    {
      status,
      approval: {
        ...entry.operation.approval!,
        decidedBy: person,
        decidedAt: new Date().toISOString(),
        ...(reason && { reason }),
      },
    },
  );
}

/** One that its author has taken back. */
export function withdrawn(entry: LedgerEntry): LedgerEntry {
  const { actor, approval } = entry.operation;
  return stepped(
    entry,
    { name: 'Withdrawn', by: actor },
    {
      status: 'withdrawn',
      approval,
    },
  );
}

/** The end of what nobody began. */
export type NotBegun = Exclude<OperationResult, { status: 'succeeded' }>;

const AGAIN = 'Ask again if it is still needed.';

export const expired = ({ approval }: Operation): NotBegun => ({
  status: 'expired',
  error: {
    issue: 'Nothing was changed.',
    cause: `Nobody approved it by ${approval?.expiresAt
      .slice(0, 16)
      .replace('T', ' ')} UTC.`,
    solution: AGAIN,
  },
});

export const actionGone = ({ action, target }: Operation): NotBegun => ({
  status: 'failed',
  error: {
    issue: 'Nothing was changed.',
    cause: `The portal's configuration no longer has the action ${action} or the target ${target}.`,
    solution: "Ask the portal's operator, and ask for the action again.",
  },
});

export const secretLost = ({ title }: Operation): NotBegun => ({
  status: 'expired',
  error: {
    issue: 'Nothing was changed.',
    cause: `The portal stopped while “${title}” waited for approval, and the secret that it needs is never stored.`,
    solution: AGAIN,
  },
});
