import { lastWordsOf } from '../triage/deadPods';
import type { SeverityLevel, Triage } from '../triage/triage';
import { explanationOf } from './explanation';
import { isCauseUnknown, isOfPods, type Judged } from './judged';
import { sentenceOf } from './sentence';
import { whyOf } from './why';

/**
 * What is to be read from across the room.
 *
 * @public
 */
export interface Verdict {
  /** The fact, then the act; at most 60 characters. */
  sentence: string;
  /** One or two sentences with numbers. */
  explanation: string;
  /** Where pods crash: what they said last, in full, a line each. */
  lastWords: string[];
  /** What the level rests on first of all; a sentence. */
  why?: string;
  /** Stands below the level. */
  levelWord: string;
  /** The level is known, but not what is behind it. */
  causeUnknown: boolean;
}

const LEVEL_WORDS: Record<SeverityLevel, string> = {
  P1: 'Complete outage',
  P2: 'Degraded service',
  P3: 'Minor impact',
  P4: 'No user impact',
  none: 'Healthy',
};

function levelWordOf(judged: Judged): string {
  const { level } = judged.severity;
  const isSerious = level === 'P1' || level === 'P2';
  return isSerious && isCauseUnknown(judged)
    ? 'Cause unknown'
    : LEVEL_WORDS[level];
}

/**
 * The verdict on a triage: what is wrong and what to do, why, and how bad.
 *
 * @public
 */
export function verdictOf(
  triage: Pick<Triage, 'readings' | 'errorClass' | 'severity' | 'decision'>,
): Verdict {
  const { readings } = triage;
  const explanation = explanationOf(triage);
  return {
    sentence: sentenceOf(triage),
    explanation,
    lastWords: isOfPods(triage) ? lastWordsOf(readings) : [],
    why: whyOf(triage.severity, readings, explanation),
    levelWord: levelWordOf(triage),
    causeUnknown: isCauseUnknown(triage),
  };
}
