import {
  DEFAULT_RESPOND_WITHIN,
  PROBE_NAMES,
  type RespondWithin,
} from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import {
  duration,
  durationMs,
  DURATION_JSON,
  isoDuration,
  size,
} from '../config/forms';
import { jsonSchemaOf, ConfigMistake, section, value } from '../config/schema';

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NEXT_BUSINESS_DAY = 'next-business-day';

const responseTime = value(
  `duration, 1m to 31d, or \`${NEXT_BUSINESS_DAY}\``,
  raw => {
    if (raw === NEXT_BUSINESS_DAY) return NEXT_BUSINESS_DAY;
    const ms = durationMs(raw);
    if (ms === undefined || ms < MINUTE_MS || ms > 31 * DAY_MS) {
      throw new ConfigMistake(
        `must be ${NEXT_BUSINESS_DAY}, or a duration from 1m to 31d, such as 15m`,
      );
    }
    return isoDuration(ms);
  },
  DURATION_JSON,
);

const respondTo = (level: keyof RespondWithin) =>
  responseTime
    .prefault(DEFAULT_RESPOND_WITHIN[level])
    .describe(
      `the time in which somebody must respond to a ${level}, shown with the severity`,
    );

export const respondWithinSection = section({
  P1: respondTo('P1'),
  P2: respondTo('P2'),
  P3: respondTo('P3'),
  P4: respondTo('P4'),
}).prefault({});

const timeout = duration('100ms', '60s');

const probeSection = section({
  timeout: timeout
    .optional()
    .describe(
      `where it is not \`probes.timeout\`; of ${PROBE_NAMES.join(
        ', ',
      )}, or a probe that a module adds`,
    ),
}).optional();

const forAllProbes = {
  timeout: timeout
    .prefault('5s')
    .describe(
      "each probe's own deadline. It covers all sources of a probe: each gets an equal share of what is left",
    ),
  maxAge: duration('0', '5m')
    .prefault('5s')
    .describe(
      'how long a reading is shared among viewers and replicas; 0: only while it is being taken',
    ),
  maxBytes: size('1KiB', '256MiB')
    .prefault('8MiB')
    .describe('of any one answer; more than that makes the reading _unknown_'),
};

/** @param names - of the probes that the plugin and modules bring */
export function probesSection(names: readonly string[]) {
  const ofProbes: Record<string, typeof probeSection> = Object.fromEntries(
    names.map(name => [name, probeSection]),
  );
  return section({ ...ofProbes, ...forAllProbes })
    .transform(({ timeout: timeoutMs, maxAge, maxBytes, ...rest }) => ({
      timeoutMs,
      timeouts: Object.fromEntries(
        Object.entries<z.output<typeof probeSection>>(rest).flatMap(
          ([name, probe]) =>
            probe?.timeout === undefined ? [] : [[name, probe.timeout]],
        ),
      ),
      maxAgeMs: maxAge,
      maxBytes,
    }))
    .prefault({})
    .meta({
      // Modules bring probes of their own.
      properties: jsonSchemaOf(section(forAllProbes)).properties,
      additionalProperties: jsonSchemaOf(probeSection),
    });
}
