import {
  readingSchema,
  routes,
  type Reading,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { parsed, type RouteClient } from '../../api/RouteClient';

/**
 * What arrives while a triage is taken: each reading by itself, then the whole.
 *
 * @public
 */
export type TriageEvent =
  /** The portal has answered; readings follow. */
  | { type: 'open' }
  | { type: 'reading'; reading: Reading }
  | { type: 'triage'; triage: Triage };

/**
 * What is followed of a target's health.
 *
 * @public
 */
export interface TriageApi {
  /**
   * Takes a triage. The last event is the triage; before it, each reading may
   * come as soon as it is known. Throws where the triage does not arrive.
   */
  streamTriage(options: {
    entityRef: string;
    target: string;
    signal?: AbortSignal;
  }): AsyncIterable<TriageEvent>;
}

export async function* streamTriage(
  client: RouteClient,
  options: { entityRef: string; target: string; signal?: AbortSignal },
): AsyncGenerator<TriageEvent> {
  const { entityRef, target, signal } = options;
  const input = { entityRef, query: { target }, signal };
  for await (const event of client.follow('triage', input)) {
    if (event.type === 'open') {
      yield event;
    } else if (event.type === 'answer') {
      yield { type: 'triage', triage: event.answer };
    } else if (event.type === 'event' && event.name === 'reading') {
      const reading = readingOf(event.data);
      if (reading) yield { type: 'reading', reading };
    } else if (event.type === 'event' && event.name === 'triage') {
      const triage = parsed(event.data, routes.triage.response);
      yield { type: 'triage', triage };
      return;
    }
  }
}

/** A reading that can't be understood is still part of the triage. */
function readingOf(data: string): Reading | undefined {
  try {
    return parsed(data, readingSchema);
  } catch {
    return undefined;
  }
}
