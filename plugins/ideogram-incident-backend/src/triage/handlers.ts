import {
  routes,
  type HealthWord,
  type ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';
import type { Handler } from '../feature';
import type { Readings } from './readings';
import type { TriageService } from './triageService';

/** A triage at once, or as a stream: each reading when it arrives. */
export function createTriageHandler(
  service: TriageService,
): Handler<typeof routes.triage> {
  return async ({ entityRef, target, mediaType }) => {
    if (mediaType !== 'text/event-stream') {
      return { body: await service.triage(target, entityRef) };
    }
    return {
      events: async send => {
        const triage = await service.triage(target, entityRef, reading =>
          send('reading', reading),
        );
        send('triage', triage);
      },
    };
  };
}

const WORDS: Record<ReadingStatus, HealthWord> = {
  ok: 'HEALTHY',
  degraded: 'DEGRADED',
  failing: 'UNHEALTHY',
  unknown: 'UNKNOWN',
};

/** One word from one reading, for scripts. */
export function createHealthHandler(
  readings: Readings,
): Handler<typeof routes.health> {
  return async ({ target }) => {
    const probe = readings
      .probesOf(target)
      .find(({ name }) => name === 'integration-health');
    const { status } = probe
      ? await readings.take(target, probe)
      : { status: 'unknown' as const };
    const isUp = status === 'ok' || status === 'degraded';
    return { status: isUp ? 200 : 503, body: WORDS[status] };
  };
}
