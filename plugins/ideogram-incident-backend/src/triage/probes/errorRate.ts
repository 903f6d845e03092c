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
import { judgeErrorRate } from './errorRateJudgement';

/** Which share of requests fails, and with what. */
export function createErrorRateProbe(
  sources: MetricsSources,
): Probe<'error-rate'> {
  return {
    name: 'error-rate',
    appliesTo: target => sources(target).length > 0,
    async take(target, reader) {
      const { answer, host, failed } = await askInOrder(
        sources(target),
        reader,
        (source, own) => source.traffic(own),
      );
      if (!answer) {
        const problem = problemOfAll(failed, target.links);
        return { status: 'unknown', summary: "Metrics can't be read", problem };
      }
      const judgement = judgeErrorRate(answer, target);
      if (judgement.status !== 'unknown') {
        const problem = problemOfFirst(failed, host);
        return { ...judgement, source: host, ...(problem && { problem }) };
      }
      const problem =
        answer.missing === undefined
          ? metricsUnreadable(host, 'counts errors but no requests')
          : metricsIncomplete(host, answer.missing);
      return { ...judgement, source: host, problem };
    },
  };
}
