import {
  probeRank,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * A reading with what was known before it became unknown.
 */
export interface ShownReading {
  reading: Reading;
  /** The last one that was not unknown; only beside an unknown one. */
  lastKnown?: Reading;
  /** When the first of the unknown ones was taken; only with `lastKnown`. */
  unknownSince?: string;
}

/** A reading, remembering of the previous one what is no longer known. */
function nextReading(
  previous: ShownReading | undefined,
  reading: Reading,
): ShownReading {
  if (reading.status !== 'unknown' || !previous) return { reading };
  if (previous.reading.status !== 'unknown') {
    return {
      reading,
      lastKnown: previous.reading,
      unknownSince: reading.observedAt,
    };
  }
  return { ...previous, reading };
}

/** The readings with one more or newer, in the order of the probes. */
export function withReading(
  readings: readonly ShownReading[],
  reading: Reading,
): ShownReading[] {
  const isSame = (shown: ShownReading) => shown.reading.probe === reading.probe;
  const next = nextReading(readings.find(isSame), reading);
  const all = readings.some(isSame)
    ? readings.map(shown => (isSame(shown) ? next : shown))
    : [...readings, next];
  // A stable sort: probes of other modules keep the order of their arrival.
  return all.sort(
    (a, b) => probeRank(a.reading.probe) - probeRank(b.reading.probe),
  );
}

/** The readings of a whole triage; those that it does not have are dropped. */
export function withReadings(
  readings: readonly ShownReading[],
  taken: readonly Reading[],
): ShownReading[] {
  const probes = new Set(taken.map(reading => reading.probe));
  return taken.reduce(
    (all, reading) =>
      // The stream has already brought it: it is not a second observation.
      all.some(shown => isSameObservation(shown.reading, reading))
        ? all
        : withReading(all, reading),
    readings.filter(shown => probes.has(shown.reading.probe)),
  );
}

function isSameObservation(a: Reading, b: Reading): boolean {
  return (
    a.probe === b.probe &&
    a.observedAt === b.observedAt &&
    a.status === b.status &&
    a.summary === b.summary
  );
}
