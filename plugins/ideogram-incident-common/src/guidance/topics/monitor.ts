import { readingOf, type ProbeName } from '../../triage/reading';
import * as curl from '../commands/curl';
import { dashboard } from '../links';
import * as steps from '../steps';
import type { GuidanceContext, StepTemplate, Topic } from '../topic';

const isBad =
  (probe: ProbeName) =>
  ({ readings }: GuidanceContext) => {
    const status = readingOf(readings, probe)?.status;
    return status === 'degraded' || status === 'failing';
  };

const isSlow = isBad('latency');

/** One step for each gap: what to do is the problem's own solution. */
function closeGap(index: number): StepTemplate {
  const gap = ({ readings }: GuidanceContext) => {
    const problems = readings.flatMap(({ problem }) => problem ?? []);
    const texts = [...new Set(problems.map(({ solution }) => solution))];
    return problems.find(({ solution }) => solution === texts[index]);
  };
  return {
    text: context => gap(context)?.solution ?? '',
    detail: context => {
      const problem = gap(context);
      return problem && `${problem.issue} ${problem.cause}`;
    },
  };
}

const MAX_GAPS = 3;

/** No errors, and our service is healthy. */
export const monitor: Topic = {
  harm: [
    {
      text: 'Keep watching',
      detail: context =>
        isSlow(context)
          ? 'An image takes 5 s to 25 s; a P95 over the limit means that users wait.'
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
    { ...steps.readErrorLines, when: isBad('recent-errors') },
    {
      ...steps.watchVendor,
      text: "Watch Ideogram's status",
      detail: 'Users are not hit so far.',
      when: isBad('status-page'),
    },
  ],
  after: Array.from({ length: MAX_GAPS }, (_, index) => closeGap(index)),
};
