import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { shortened } from '../../upstream/text';
import { stored, withoutSecrets } from './withoutSecrets';

const CONTEXT_LINES = 3;
const MAX_LINES = 500;
const MAX_LINE = 500;
/** More than so many lines that differ are no change that an action makes. */
const MAX_EDITS = 2_000;
/** What turns text around or has no width could hide a change. */
const INVISIBLE = /[\p{Cf}\u2028\u2029]/gu;

function yamlOf(kind: string, object: object, known: readonly string[]) {
  return stringify(withoutSecrets(kind, stored(object), known), {
    aliasDuplicateObjects: false,
    lineWidth: 0,
    sortMapEntries: true,
  });
}

function bounded(diff: string): string {
  const lines = diff.replace(/\n$/, '').split('\n');
  const shown = lines
    .slice(0, MAX_LINES)
    .map(line => shortened(line, MAX_LINE).replace(INVISIBLE, '�'));
  const rest = lines.length - shown.length;
  if (rest > 0) shown.push(`… and ${rest} more lines`);
  return `${shown.join('\n')}\n`;
}

/**
 * What a change makes of an object, as unified diff of YAML; empty where it
 * makes nothing of it.
 *
 * @param known - values that must not be seen in it, such as a key
 */
export function diffOf(
  kind: string,
  before: object,
  after: object,
  known: readonly string[] = [],
): string {
  const [former, latter] = [before, after].map(object =>
    yamlOf(kind, object, known),
  );
  if (former === latter) return '';
  const patch = structuredPatch(
    'before',
    'after',
    former,
    latter,
    undefined,
    undefined,
    { context: CONTEXT_LINES, maxEditLength: MAX_EDITS },
  );
  return patch
    ? bounded(formatPatch(patch, FILE_HEADERS_ONLY))
    : 'More lines differ than can be shown.\n';
}
