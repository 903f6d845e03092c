import { capitalized, oneLine } from '../format/text';
import { MAX_LABEL_LENGTH } from './probes/probe';
import { builtInProbe, readingOf, type Reading } from './reading';

/** A probe's name in a sentence; those of modules are named as they are. */
export function probeTitle(probe: string): string {
  return builtInProbe(probe)?.title ?? oneLine(probe, MAX_LABEL_LENGTH);
}

function summaryOf({ probe, summary }: Reading): string {
  const line = oneLine(summary, 160);
  return `${probeTitle(probe)}: ${/[.!?…]$/.test(line) ? line : `${line}.`}`;
}

/**
 * What a reading says, as a sentence with the numbers in it. For one that is
 * unknown, that it is.
 */
export function describeReading(reading: Reading): string {
  return capitalized(
    reading.status === 'unknown'
      ? `The ${probeTitle(reading.probe)} can't be read.`
      : builtInProbe(reading.probe)?.describe(reading) ?? summaryOf(reading),
  );
}

/**
 * What has to stand beside a latency that is ok while nearly all requests
 * fail: P95 is then the time of an error, and says nothing about images.
 *
 * @public
 */
export function latencyCaveat(
  readings: readonly Reading[],
): string | undefined {
  const latency = readingOf(readings, 'latency');
  const isMeasured =
    latency?.status === 'ok' && latency.details?.p95Seconds !== undefined;
  const errorRate = readingOf(readings, 'error-rate');
  return isMeasured && errorRate?.status === 'failing'
    ? 'Nearly all requests fail, so this is the time until they do.'
    : undefined;
}
