import { probeTitle } from '../triage/describeReading';
import type { Triage } from '../triage/triage';
import { capitalized, oneLine } from '../format/text';
import { formatUtc } from '../format/time';
import { verdictOf } from './verdict';

const MAX_LENGTH = 300;

/**
 * What the outside world said, so that a chat shows it as it is: nothing in it
 * is markup, and it calls nobody.
 */
function plain(text: string): string {
  return oneLine(text, MAX_LENGTH)
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/@(?=\w)/g, '@\u200b');
}

/**
 * A triage as Markdown for a chat: the verdict, since when, what a pod that
 * crashes said last, each reading, and the way to the tab.
 *
 * @public
 */
export function triageSummary(
  triage: Triage,
  about: {
    component: string;
    /** The target's title. */
    target: string;
    /** Of the Incident tab. */
    url: string;
  },
): string {
  const { severity, readings, finishedAt } = triage;
  const { sentence, explanation, lastWords, levelWord } = verdictOf(triage);
  const level = severity.level === 'none' ? '' : `${severity.level} `;
  const facts = [
    `${plain(about.component)}, ${plain(about.target)}`,
    `read at ${formatUtc(finishedAt)}`,
    ...(severity.since ? [`since ${formatUtc(severity.since)}`] : []),
    ...(severity.seenSince
      ? [`seen since ${formatUtc(severity.seenSince)}`]
      : []),
  ];
  return [
    `**${level}${levelWord}: ${plain(sentence)}**`,
    facts.join(' · '),
    ...(explanation ? ['', plain(explanation)] : []),
    ...(lastWords.length > 0
      ? [
          '',
          'The last words of a pod before it crashed:',
          ...lastWords.map(line => `> ${plain(line)}`),
        ]
      : []),
    '',
    ...readings.map(
      ({ probe, status, summary }) =>
        `- ${capitalized(plain(probeTitle(probe)))}: **${status}**, ${plain(
          summary,
        )}`,
    ),
    '',
    `[Open the Incident tab](${about.url.replace(
      /[()\s]/g,
      encodeURIComponent,
    )})`,
  ].join('\n');
}
