import {
  readingSchema,
  routes,
} from 'backstage-plugin-ideogram-incident-common';
import type { TriageEvent } from '../../../api/IdeogramIncidentApi';
import {
  bodyOf,
  isOf,
  parsed,
  type PluginRequests,
} from '../../../api/PluginRequests';
import { readEvents } from '../../../api/readEvents';
import { entityParams, routeUrl } from '../../../api/routeUrl';
import { SILENCE_MS, SilenceTimer } from '../../../api/SilenceTimer';
import { UnexpectedAnswerError } from '../../../api/UnexpectedAnswerError';

/** Each reading as it arrives, and in the end the triage. */
export async function* streamTriage(
  requests: PluginRequests,
  options: { entityRef: string; target: string; signal?: AbortSignal },
): AsyncGenerator<TriageEvent> {
  const { entityRef, target, signal } = options;
  const url = routeUrl(routes.triage, entityParams(entityRef), { target });
  const schema = routes.triage.response;
  const silence = new SilenceTimer(SILENCE_MS, signal);
  try {
    const response = await requests.fetch(url, {
      headers: { Accept: 'text/event-stream' },
      signal: silence.signal,
    });
    if (isOf(response, 'text/event-stream') && response.body) {
      for await (const event of readEvents(response.body, silence.reset)) {
        if (event.event === 'reading') {
          const reading = parsed(event.data, readingSchema);
          // A reading that can't be understood is still part of the triage.
          if (reading) yield { type: 'reading', reading };
        } else if (event.event === 'triage') {
          const triage = parsed(event.data, schema);
          if (!triage) throw new UnexpectedAnswerError();
          yield { type: 'triage', triage };
          return;
        }
      }
    } else if (isOf(response, 'application/json')) {
      yield { type: 'triage', triage: await bodyOf(response, schema) };
      return;
    }
    // Some proxies end or replace event streams: ask for the plain answer.
    silence.reset();
    yield {
      type: 'triage',
      triage: await requests.getJson(url, schema, silence.signal),
    };
  } finally {
    silence.stop();
  }
}
