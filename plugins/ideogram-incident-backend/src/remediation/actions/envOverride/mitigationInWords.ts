import type { Mitigation } from 'backstage-plugin-ideogram-incident-common';
import type { MitigationState } from '../../patches';
import { plainText } from '../../../upstream/text';
import { entryInWords } from './entryInWords';

/** A mitigation as a person reads it; the record is as trustworthy as the cluster. */
export function mitigationInWords(
  env: string,
  { inForce, before, record }: MitigationState,
  revertedBy: string,
): Omit<Mitigation, 'reasonGone'> {
  const mitigation = { inForce, before: entryInWords(env, before), revertedBy };
  if (!inForce || !record) return mitigation;
  const reason = plainText(record.reason, 1_000);
  const by = plainText(record.by);
  return {
    ...mitigation,
    since: record.since,
    ...(by && { by }),
    ...(reason && { reason }),
  };
}
