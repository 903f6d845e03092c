import { capitalized } from '../format/capitalized';
import { oneLine } from '../format/oneLine';
import { MAX_LABEL_LENGTH } from './probes/probe';
import { builtInProbe, type Reading } from './reading';

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
