import {
  formatDuration,
  metricsProblems,
  type ProbeName,
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
    /** Why a whole answer may say too little, in words that follow a name. */
    inconclusive: string;
  },
): Probe<P> {
  return {
    name: probe.name,
    appliesTo: target => sources(target).length > 0,
    async take(target, reader) {
      const { answer, host, failed } = await failover(
        sources(target),
        reader,
        probe.ask,
      );
      if (host === undefined) {
        const problem = problemOfAll(failed, target.links);
        return { status: 'unknown', summary: "Metrics can't be read", problem };
      }
      const evaluation = probe.evaluate(answer, target);
      if (evaluation.status !== 'unknown') {
        const problem = problemOfFirst(failed, host);
        return { ...evaluation, source: host, ...(problem && { problem }) };
      }
      const problem =
        answer.missing === undefined
          ? metricsProblems.unreadable(host, probe.inconclusive)
          : metricsProblems.incomplete(host, answer.missing);
      return { ...evaluation, source: host, problem };
    },
  };
}
