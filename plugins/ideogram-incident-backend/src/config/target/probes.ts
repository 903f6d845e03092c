import type { ProbeSettings } from 'backstage-plugin-ideogram-incident-node';
import type { Section } from '../section';
import { duration, size } from '../values/quantities';

const SECOND = 1000;
const timeout = duration(
  { ms: 100, text: '100ms' },
  { ms: 60 * SECOND, text: '60s' },
);
const maxAge = duration({ ms: 0, text: '0' }, { ms: 300 * SECOND, text: '5m' });
const maxBytes = size(
  { bytes: 1024, text: '1KiB' },
  { bytes: 256 * 1024 ** 2, text: '256MiB' },
);
export function readProbes(
  section: Section,
  probeNames: readonly string[],
): ProbeSettings {
  const timeouts: Record<string, number> = {};
  for (const name of probeNames) {
    const own = section.section(name, probe =>
      probe.optional('timeout', timeout),
    );
    if (own !== undefined) timeouts[name] = own;
  }
  return {
    timeoutMs: section.value('timeout', timeout, 5 * SECOND),
    timeouts,
    maxAgeMs: section.value('maxAge', maxAge, 5 * SECOND),
    maxBytes: section.value('maxBytes', maxBytes, 8 * 1024 ** 2),
  };
}
