import { ConflictError, InputError } from '@backstage/errors';
import {
  acknowledgementBy,
  refusalOfChange,
  respondByAfter,
  type Incident,
  type IncidentChange,
  type ResponseTimes,
} from 'backstage-plugin-ideogram-incident-common';
import { StaleError } from '../../errors';
import type { Change } from '../store';
import type { EntryDraft } from '../timeline/chain';
import type { SeenTriage } from './triageNow';

/** Clocks differ a little. */
const MAX_AHEAD_MS = 60_000;

/** @throws InputError for a moment that is yet to come */
export function refuseFuture(
  field: string,
  at: string | undefined,
  now: number,
): void {
  if (at !== undefined && Date.parse(at) > now + MAX_AHEAD_MS) {
    throw new InputError(`${field}: must not be in the future`);
  }
}

/** @throws ConflictError where it goes on as another one */
export function refuseMerged({ number, mergedInto }: Incident): void {
  if (mergedInto === undefined) return;
  throw new ConflictError(`${number} was merged into ${mergedInto}: go there`);
}

/** The first time that a person shows to look after an incident counts. */
export function withAcknowledgement(
  present: Incident,
  { fields, entries = [] }: Change,
  at: string,
): Change {
  const shown = entries.find(entry => acknowledgementBy(entry) !== undefined);
  const how = shown && acknowledgementBy(shown);
  if (!shown || !how || present.acknowledgedAt) return { fields, entries };
  // The entry that only says so says it already.
  const isSaid = shown.type === 'acknowledged';
  return {
    fields: { ...fields, acknowledgedAt: at },
    entries: isSaid
      ? entries
      : [
          ...entries,
          { type: 'acknowledged', actor: shown.actor, data: { how } },
        ],
  };
}

const ROLES = ['commander', 'communicationsLead', 'operationsLead'] as const;

function changedRoles(
  { roles: present }: Incident,
  asked: NonNullable<IncidentChange['roles']>,
  actor: string,
): { roles: Incident['roles']; entries: EntryDraft[] } {
  const roles = { ...present };
  const entries: EntryDraft[] = [];
  const add = (
    role: (typeof ROLES)[number] | 'responder',
    from: string | undefined,
    to: string | undefined,
  ) =>
    entries.push({
      type: 'role-changed',
      actor,
      data: { role, ...(from && { from }), ...(to && { to }) },
    });
  for (const role of ROLES) {
    const to = asked[role];
    if (to === undefined || (to ?? undefined) === present[role]) continue;
    add(role, present[role], to ?? undefined);
    if (to === null) delete roles[role];
    else roles[role] = to;
  }
  if (asked.responders) {
    roles.responders = [...new Set(asked.responders)];
    for (const one of present.responders) {
      if (!roles.responders.includes(one)) add('responder', one, undefined);
    }
    for (const one of roles.responders) {
      if (!present.responders.includes(one)) add('responder', undefined, one);
    }
  }
  return { roles, entries };
}

/**
 * What a person's change makes of an incident: each field that differs, with
 * its entry.
 *
 * @param triage - where the change needs one
 * @throws StaleError, ConflictError or InputError where it may not be made
 */
export function changeOf(
  present: Incident,
  { version, roles, reason, ...asked }: IncidentChange,
  by: {
    actor: string;
    at: string;
    triage?: SeenTriage;
    times: ResponseTimes;
  },
): Change {
  const { actor, at, triage, times } = by;
  if (version !== present.version) {
    throw new StaleError(
      `${present.number} was changed in the meantime: look at it as it is now`,
      { incident: present },
    );
  }
  const refusal = refusalOfChange(present, { ...asked, reason }, triage);
  if (refusal?.kind === 'impossible') throw new ConflictError(refusal.because);
  if (refusal) throw new InputError(`reason: is missing. ${refusal.because}`);

  const fields: Change['fields'] = {};
  const entries: EntryDraft[] = [];
  const because = reason === undefined ? {} : { reason };
  const { severity, status } = asked;
  if (severity && severity !== present.severity) {
    fields.severity = severity;
    fields.respondBy = respondByAfter(present, severity, at, times);
    const data = { from: present.severity, to: severity, ...because };
    entries.push({ type: 'severity-changed', actor, data });
  }
  if (status && status !== present.status) {
    fields.status = status;
    fields.resolvedAt = status === 'resolved' ? at : undefined;
    const data = { from: present.status, to: status, ...because };
    entries.push({ type: 'status-changed', actor, data });
  }
  for (const field of [
    'title',
    'summary',
    'errorClass',
    'startedAt',
  ] as const) {
    const to = asked[field];
    const from = present[field];
    if (to === undefined || to === (from ?? '')) continue;
    Object.assign(fields, { [field]: to });
    const data = { field, ...(from && { from }), to, ...because };
    entries.push({ type: 'details-changed', actor, data });
  }
  if (roles) {
    const changed = changedRoles(present, roles, actor);
    if (changed.entries.length > 0) fields.roles = changed.roles;
    entries.push(...changed.entries);
  }
  return withAcknowledgement(present, { fields, entries }, at);
}
