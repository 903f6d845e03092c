import type { AuditorService } from '@backstage/backend-plugin-api';
import { personsText } from 'backstage-plugin-ideogram-incident-common';

// Longer than any entity reference or target that there can be.
const MAX_LENGTH = 253;
const MAX_REASON_LENGTH = 1000;

/** An attempt that is on record, and has to get its outcome there. */
export interface Attempt {
  /** What turns out about it later. */
  about(meta: Record<string, string>): void;
  success(): Promise<void>;
  /** The error as it may be shown. */
  fail(error: Error): Promise<void>;
}

type Meta = Record<string, string | true>;

function addText(meta: Meta, key: string, value: unknown, length = MAX_LENGTH) {
  if (typeof value === 'string' && value !== '') {
    meta[key] = value.slice(0, length);
  }
}

/** Never the parameters: a key is one of them. */
function addInput(meta: Meta, input: object, secrets: readonly string[]): void {
  const { target, reason, dryRun, parameters } = input as Record<
    string,
    unknown
  >;
  addText(meta, 'target', target);
  if (typeof reason === 'string') {
    // A key that was pasted into the reason too.
    const known = Object.values(Object(parameters))
      .flat()
      .filter(each => typeof each === 'string')
      .concat(secrets);
    // Masked as a whole: of a key that is cut in two, the rest is not known.
    addText(meta, 'reason', personsText(reason, known), MAX_REASON_LENGTH);
  }
  if (dryRun === true) meta.dryRun = true;
}

/**
 * Puts an attempt on record before anything is checked, so that bad input and
 * a denial are on record too.
 */
export async function recordAttempt(
  auditor: AuditorService,
  attempt: {
    event: { id: string; severity: 'low' | 'medium' | 'high' };
    /** Where it came by HTTP: the auditor notes whose it is, and from where. */
    request?: Parameters<AuditorService['createEvent']>[0]['request'];
    /** What it is about, as it was said. */
    named: Record<string, unknown>;
    /** What it was to be done with. */
    input: unknown;
    /** Values that may have been pasted into a reason. */
    secrets?: readonly string[];
  },
): Promise<Attempt> {
  const { event, request, named, input, secrets = [] } = attempt;
  const meta: Meta = {};
  for (const key of Object.keys(named)) addText(meta, key, named[key]);
  if (typeof input === 'object' && input !== null)
    addInput(meta, input, secrets);
  const recorded = await auditor.createEvent({
    eventId: event.id,
    severityLevel: event.severity,
    request,
    meta,
  });
  let later: Record<string, string> | undefined;
  return {
    about(found) {
      later = found;
    },
    success: () => recorded.success({ meta: later }),
    fail: error => recorded.fail({ error, meta: later }),
  };
}
