import { oneLine, readingOf } from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import type { Readings } from '../../triage';
import type { DeadEnd } from '../rollout';

const MAX_WORDS = 300;

/** What says why: the exception after its stack in Python, before it elsewhere. */
function headOf(text: string): string {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  const isPython = /^\s*Traceback\b/.test(lines[0] ?? '');
  return oneLine(lines.at(isPython ? -1 : 0) ?? '', MAX_WORDS);
}

/**
 * What a container said before it crashed, without secrets; undefined where
 * that is not known.
 */
export async function lastWordsOf(
  readings: Readings,
  target: RemediationTarget,
  { pod, container }: NonNullable<DeadEnd['crashed']>,
): Promise<string | undefined> {
  const probe = readings
    .probesOf(target)
    .find(({ name }) => name === 'recent-errors');
  if (!probe) return undefined;
  const reading = await readings.take(target, probe);
  const details = readingOf([reading], 'recent-errors')?.details;
  // Of a pod that has one container, none is named.
  const isOfIt = (place: { pod: string; container?: string }) =>
    place.pod === pod && (place.container ?? container) === container;
  const said =
    details?.lines.filter(isOfIt).at(-1)?.text ??
    details?.lastWords?.find(isOfIt)?.lines.at(-1);
  return (said && headOf(said)) || undefined;
}
