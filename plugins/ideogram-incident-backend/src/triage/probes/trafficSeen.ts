import {
  formatRate,
  metricsProblems,
} from 'backstage-plugin-ideogram-incident-common';
import type { ProbeResult } from 'backstage-plugin-ideogram-incident-node';
import { promDurationSeconds } from '../../upstream/prometheus';
import { windowInWords } from './metricsProbe';

const REMEMBERED_MS = 3_600_000;
/** So many requests don't stay away from one window by chance. */
const MIN_EXPECTED = 30;

interface Traffic {
  perSecond: number;
  at: number;
}

/**
 * Remembers the most traffic of the last hour: where there was some and now is
 * none, nobody knows whether users are served. Where it is quiet, it is well.
 */
export class TrafficSeen {
  private readonly most = new Map<string, Traffic>();

  judge(
    target: string,
    result: ProbeResult<'error-rate'>,
    now: number,
  ): ProbeResult<'error-rate'> {
    const { requestsPerSecond: perSecond, window = '' } = result.details ?? {};
    if (perSecond === undefined) return result;
    const known = this.most.get(target);
    const before = known && now - known.at <= REMEMBERED_MS ? known : undefined;
    if (perSecond > 0) {
      if (!before || perSecond >= before.perSecond) {
        this.most.set(target, { perSecond, at: now });
      }
      return result;
    }
    const expected =
      (before?.perSecond ?? 0) * (promDurationSeconds(window) ?? 0);
    if (!before || expected < MIN_EXPECTED || result.status !== 'ok') {
      return result;
    }
    const rate = formatRate(before.perSecond, 'requests');
    const at = `${new Date(before.at).toISOString().slice(11, 16)} UTC`;
    return {
      ...result,
      status: 'unknown',
      summary: `No requests in ${windowInWords(window)}, but ${rate} at ${at}`,
      problem: metricsProblems.noMoreRequests(windowInWords(window), rate, at),
    };
  }
}
