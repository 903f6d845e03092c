import {
  metricsIncomplete,
  metricsUnreadable,
} from 'backstage-plugin-ideogram-incident-common';
import type { Probe } from 'backstage-plugin-ideogram-incident-node';
import {
  askInOrder,
  problemOfAll,
  problemOfFirst,
  type MetricsSources,
} from '../../metrics';
import { judgeLatency } from './latencyJudgement';

/** In which time 95 of 100 requests are answered. */
export function createLatencyProbe(sources: MetricsSources): Probe<'latency'> {
  return {
    name: 'latency',
    appliesTo: target => sources(target).length > 0,
    async take(target, reader) {
      const { answer, host, failed } = await askInOrder(
        sources(target),
        reader,
        (source, own) => source.latency(own),
      );
      if (!answer) {
        const problem = problemOfAll(failed, target.links);
        return { status: 'unknown', summary: "Metrics can't be read", problem };
      }
      const judgement = judgeLatency(
        answer,
        target.thresholds.latencyP95Seconds,
      );
      if (judgement.status !== 'unknown') {
        const problem = problemOfFirst(failed, host);
        return { ...judgement, source: host, ...(problem && { problem }) };
      }
      const problem =
        answer.missing === undefined
          ? metricsUnreadable(
              host,
              'counts durations in buckets that end below the limit',
            )
          : metricsIncomplete(host, answer.missing);
      return { ...judgement, source: host, problem };
    },
  };
}
