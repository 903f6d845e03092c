import { hashOf, NO_ENTRY, type Head } from '../timeline/chain';
import { entryOf, type EntryRow } from '../store/row';

type Stored = Pick<EntryRow, 'id' | 'sequence' | 'entry' | 'hash'>;

/** What is wrong with an entry by itself; undefined where it is as it was written. */
function flawOf(row: Stored, incidentId: string): string | undefined {
  const changed = `entry ${row.sequence} was changed`;
  try {
    const entry = entryOf(row);
    const isWhole =
      entry.id === row.id &&
      entry.sequence === row.sequence &&
      hashOf(incidentId, entry) === row.hash;
    return isWhole ? undefined : changed;
  } catch {
    return changed;
  }
}

const countOf = (first: number, last: number) =>
  first === last ? `entry ${first} is` : `entries ${first} to ${last} are`;

/**
 * Names the first wrong entry of a timeline: changed, left out or cut off.
 *
 * @param rows - in the order of their sequence
 * @param head - as it stands on the incident
 */
export async function flawIn(
  incidentId: string,
  rows: AsyncIterable<Stored>,
  head: Head,
): Promise<string | undefined> {
  let last = NO_ENTRY;
  for await (const row of rows) {
    const expected = last.sequence + 1;
    if (row.sequence > expected) {
      return `${countOf(expected, row.sequence - 1)} missing`;
    }
    if (row.sequence < expected) return `entry ${row.sequence} stands twice`;
    const flaw = flawOf(row, incidentId);
    if (flaw) return flaw;
    if (entryOf(row).previousHash !== last.hash) {
      return expected === 1
        ? 'entry 1 is not the first that was written'
        : `entry ${expected} does not follow from entry ${
            expected - 1
          }, which was changed together with its hash`;
    }
    last = { sequence: row.sequence, hash: row.hash };
  }
  if (last.sequence < head.sequence) {
    return `cut off: ${countOf(
      last.sequence + 1,
      head.sequence,
    )} missing at the end`;
  }
  if (last.sequence > head.sequence) {
    return `entry ${head.sequence + 1} is none that the incident knows of`;
  }
  return last.hash === head.hash
    ? undefined
    : `entry ${last.sequence}, the last, was changed together with its hash`;
}
