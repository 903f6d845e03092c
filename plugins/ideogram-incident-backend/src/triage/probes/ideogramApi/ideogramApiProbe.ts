import {
  ideogramApiProblems,
  judgeIdeogramApi,
  type IdeogramApiDetails,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
} from 'backstage-plugin-ideogram-incident-node';
import {
  hostAndPath,
  isReachable,
  rejectOnAbort,
  UpstreamError,
} from '../../../upstream/http';
import {
  askIdeogram,
  type AskIdeogramAboutKey,
} from '../../../upstream/ideogram-api';
import type { ClusterClients } from '../../../upstream/kubernetes';
import { KeyCheck } from './keyCheck';

type Result = Omit<ProbeResult<'ideogram-api'>, 'source'>;

/** Ideogram may do so too; other faults are rather those of who is between. */
const SILENCE: readonly string[] = ['dns', 'refused', 'timeout'];

function notAnswered(url: string, error: UpstreamError): Result {
  const { host } = new URL(url);
  const { status = 0, fault, kind } = error;
  if (status >= 500) return judged({ url, httpStatus: status });
  if (isReachable(error)) {
    const problem = ideogramApiProblems.unreadable(host, fault);
    const summary = "The answer to the portal can't be read";
    return { status: 'unknown', summary, problem };
  }
  const problem = ideogramApiProblems.unreachable(host, fault);
  const details = SILENCE.includes(kind) ? { url, noAnswer: fault } : undefined;
  const summary = "Can't be reached from the portal";
  return { status: 'unknown', summary, problem, details };
}

function judged(details: IdeogramApiDetails): Result {
  return { ...judgeIdeogramApi(details), details };
}

/** Whether Ideogram itself answers, asked from the portal. */
export function createIdeogramApiProbe(
  clusters: ClusterClients,
  askAboutKey: AskIdeogramAboutKey,
): Probe<'ideogram-api'> {
  const keyCheck = new KeyCheck(clusters, askAboutKey);

  return {
    name: 'ideogram-api',
    appliesTo: ({ ideogram }) => ideogram.probe !== undefined,
    async take(target, { signal }) {
      const { ideogram, probes } = target;
      if (!ideogram.probe) throw new Error('The target has nothing to ask');
      const url = ideogram.baseUrl.replace(/\/+$/, '') + ideogram.probe.path;
      const source = hostAndPath(url);
      const { maxBytes } = probes;
      try {
        const answer = await askIdeogram(url, { signal, maxBytes });
        const details = { url, ...answer };
        if (answer.httpStatus >= 500) return { ...judged(details), source };
        // Where nothing comes of it in time, the rest is known all the same.
        const key = await rejectOnAbort(
          keyCheck.findingOf(target),
          signal,
          () => new Error('Deadline'),
        ).catch(() => undefined);
        return { ...judged({ ...details, ...(key && { key }) }), source };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { ...notAnswered(url, error), source };
      }
    },
  };
}
