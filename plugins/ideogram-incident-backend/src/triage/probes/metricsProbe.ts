import {
  formatDuration,
  metricsProblems,
  type ProbeName,
  type ReadingStatus,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import {
  failover,
  problemOfAll,
  problemOfFirst,
  type MetricsSource,
  type MetricsSources,
  type Reader,
} from '../../metrics';
import { promDurationSeconds } from '../../upstream/prometheus';

/** What an answer comes to, whoever gave it. */
export type Evaluation<P extends ProbeName> = Required<
  Pick<ProbeResult<P>, 'status' | 'summary' | 'details'>
>;

/** How much an answer tells that is not whole. */
const WORTH: Record<ReadingStatus, number> = {
  unknown: 0,
  ok: 1,
  degraded: 2,
  failing: 3,
};

export const PARTLY_READ = 'Only a part of the metrics can be read';

/** `5 min` for the PromQL duration `5m`. */
export function windowInWords(window: string): string {
  const seconds = promDurationSeconds(window);
  return seconds === undefined ? window : formatDuration(seconds);
}

/**
 * A probe that asks the metrics sources of a target, one after the other. What
 * comes from another source than the first carries the problem of the first.
 */
export function createMetricsProbe<
  P extends ProbeName,
  Answer extends { missing?: string },
>(
  sources: MetricsSources,
  probe: {
    name: P;
    ask(source: MetricsSource, reader: Reader): Promise<Answer>;
    evaluate(answer: Answer, target: Target): Evaluation<P>;
    /** Why an answer may say too little, in words that follow a name. */
    inconclusive: string;
    /** Whether it does, though its status is known. */
    isInconclusive?(answer: Answer): boolean;
  },
): Probe<P> {
  interface Judged {
    answer: Answer;
    evaluation: Evaluation<P>;
  }
  const isInconclusive = ({ answer, evaluation }: Judged) =>
    evaluation.status === 'unknown' || probe.isInconclusive?.(answer) === true;

  return {
    name: probe.name,
    appliesTo: target => sources(target).length > 0,
    async take(target, reader) {
      const asked = await failover<Judged>(sources(target), reader, {
        async ask(source, own) {
          const answer = await probe.ask(source, own);
          return { answer, evaluation: probe.evaluate(answer, target) };
        },
        lackOf(judged) {
          const { missing } = judged.answer;
          if (missing !== undefined) return `warns: ${missing}`;
          return isInconclusive(judged) ? probe.inconclusive : undefined;
        },
        // What a part of the data shows to be bad is bad.
        worth: ({ evaluation }) => WORTH[evaluation.status],
      });
      const { host, failed } = asked;
      if (host === undefined) {
        const problem = problemOfAll(failed, target.links);
        return { status: 'unknown', summary: "Metrics can't be read", problem };
      }
      const { answer, evaluation } = asked.answer;
      const first = problemOfFirst(failed, host);
      const own = ownProblem(
        host,
        answer.missing,
        isInconclusive(asked.answer),
      );
      const problem = evaluation.status === 'unknown' ? own : first ?? own;
      return { ...evaluation, source: host, ...(problem && { problem }) };
    },
  };

  function ownProblem(host: string, missing?: string, isOpen?: boolean) {
    if (missing !== undefined) return metricsProblems.incomplete(host, missing);
    return isOpen
      ? metricsProblems.unreadable(host, probe.inconclusive)
      : undefined;
  }
}
