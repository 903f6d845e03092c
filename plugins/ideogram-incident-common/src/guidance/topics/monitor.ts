import { formatDuration } from '../../format/duration';
import { describeReading } from '../../triage/describeReading';
import { isKeyRefused } from '../../triage/ideogramApi';
import { isBad, readingOf, type ProbeName } from '../../triage/reading';
import * as curl from '../commands/curl';
import { dashboard } from '../links';
import * as steps from '../steps';
import type { GuidanceContext, StepTemplate, Topic } from '../topic';

const saysBad =
  (probe: ProbeName) =>
  ({ readings }: GuidanceContext) =>
    isBad(readingOf(readings, probe));

const isSlow = saysBad('latency');

const USUAL_SECONDS = { from: 5, to: 25 };

function howLongImagesTake({ target }: GuidanceContext): string {
  const { from, to } = USUAL_SECONDS;
  const limit = target.thresholds.latencyP95Seconds;
  const usual = `An image usually takes ${from} s to ${to} s`;
  return limit < to
    ? `${usual}, so the limit of ${formatDuration(
        limit,
      )} may be exceeded while all is well.`
    : `${usual}; a P95 over the limit means that users wait.`;
}

/** No errors, and our service is healthy. */
export const monitor: Topic = {
  harm: [
    {
      text: 'Keep watching',
      detail: context =>
        isSlow(context)
          ? howLongImagesTake(context)
          : 'If there was trouble, it is likely resolved or intermittent.',
      command: context =>
        isSlow(context) ? curl.latencyP95(context.target) : undefined,
      link: context => (isSlow(context) ? dashboard(context) : undefined),
    },
    {
      ...steps.enableFallback,
      text: 'If users give up waiting, enable fallback',
      when: isSlow,
    },
  ],
  people: [{ ...steps.tellPeople, when: isSlow }],
  cause: [
    {
      ...steps.verifyCredential,
      detail:
        'Ideogram refuses the key in the secret, asked from the portal. Pods run with an older one, and those that restart will be refused.',
      when: ({ readings }) => isKeyRefused(readings),
    },
    {
      text: 'Ask Ideogram yourself',
      detail: ({ readings }) =>
        `${describeReading(
          readingOf(readings, 'ideogram-api')!,
        )} No error of ours shows it so far.`,
      command: ({ target }) => curl.reachIdeogram(target),
      when: context =>
        saysBad('ideogram-api')(context) && !isKeyRefused(context.readings),
    },
    { ...steps.readErrorLines, when: saysBad('recent-errors') },
    {
      ...steps.watchVendor,
      text: "Watch Ideogram's status",
      detail: 'Users are not hit so far.',
      when: saysBad('status-page'),
    },
  ],
  after: [],
};

const MAX_GAPS = 3;

/** One step for each gap: what to do is the problem's own solution. */
export function closeGaps({ readings }: GuidanceContext): StepTemplate[] {
  const gaps = new Map<string, StepTemplate>();
  for (const { problem } of readings) {
    if (problem?.solution && !gaps.has(problem.solution)) {
      const { issue, cause, solution } = problem;
      gaps.set(solution, { text: solution, detail: `${issue} ${cause}` });
    }
  }
  return [...gaps.values()].slice(0, MAX_GAPS);
}
