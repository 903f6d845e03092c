import { ResponseError } from '@backstage/errors';
import {
  incidentSchema,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * Why something about an incident was not done.
 *
 * - `lost`: no answer; it may have been done
 * - `conflict`: something is in the way: the incident as it is now, or one that
 *   is open already
 * - `reason-missing`: it may be done with a reason
 * - `refused`: by whatever else
 */
export interface ChangeFailure {
  kind: 'lost' | 'conflict' | 'reason-missing' | 'refused';
  message: string;
  /** Of a conflict. */
  incident?: Incident;
}

const REASON_MISSING = /^reason: is missing\. /;

export function changeFailure(thrown: unknown): ChangeFailure {
  if (!ResponseError.is(thrown)) {
    return {
      kind: 'lost',
      message: thrown instanceof Error ? thrown.message : '',
    };
  }
  const { message } = thrown.cause;
  // What is between may have lost the answer of what was done.
  if (thrown.statusCode >= 500 && thrown.statusCode !== 503) {
    return { kind: 'lost', message };
  }
  if (thrown.statusCode === 400 && REASON_MISSING.test(message)) {
    return {
      kind: 'reason-missing',
      message: message.replace(REASON_MISSING, ''),
    };
  }
  const { incident } = thrown.body as { incident?: unknown };
  const present = incidentSchema.safeParse(incident);
  return thrown.statusCode === 409 && present.success
    ? { kind: 'conflict', message, incident: present.data }
    : { kind: 'refused', message };
}
