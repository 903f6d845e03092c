import { randomUUID } from 'node:crypto';
import type { RequestIdentity } from '../../jobs';
import type { NewIncident } from '../store';
import type { EntryDraft } from '../timeline/chain';

export const AT = '2026-11-30T10:00:00.000Z';
export const JANE = 'user:default/jane';
export const JOE = 'user:default/joe';

/** What somebody opens. */
export const draftOf = (change: Partial<NewIncident> = {}): NewIncident => ({
  title: 'Production: Ideogram is down',
  entityRefs: ['component:default/checkout'],
  target: 'production',
  severity: 'P1',
  errorClass: 'vendor-fault',
  openedBy: JANE,
  startedAt: AT,
  openedAt: AT,
  respondBy: '2026-11-30T10:15:00.000Z',
  drill: false,
  ...change,
});

export const OPENED: EntryDraft[] = [
  {
    type: 'opened',
    actor: JANE,
    data: {
      by: 'person',
      severity: 'P1',
      errorClass: 'vendor-fault',
      reasons: ['Whoever opened it says so.'],
      drill: false,
    },
  },
];

export const noteOf = (text: string, actor = JANE): EntryDraft => ({
  type: 'note',
  actor,
  data: {},
  text,
});

export const identityOf = (
  idempotencyKey: string = randomUUID(),
  requestHash = 'same',
): RequestIdentity => ({ idempotencyKey, requestHash });
