import {
  fault,
  healthProblems,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
} from 'backstage-plugin-ideogram-incident-node';
import { isReachable, hostAndPath, UpstreamError } from '../../upstream/http';
import {
  askHealth,
  type HealthReport,
} from '../../upstream/integration-health';

type Result = ProbeResult<'integration-health'>;

const UNREADABLE = "Health can't be read";

function judged(
  url: string,
  { httpStatus, said }: HealthReport,
): Omit<Result, 'source'> {
  const details = { url, httpStatus };
  if (said) {
    const { health, ideogram, answer } = said;
    const whom = answer.about === 'ideogram' ? 'Ideogram' : 'itself';
    const reported = `Reports ${whom} as ${answer.value}`;
    return {
      status: health,
      summary:
        health === answer.health
          ? reported
          : `${reported}, but answers ${httpStatus}`,
      details: {
        ...details,
        path: answer.path,
        value: answer.value,
        ...(ideogram && { ideogram }),
      },
    };
  }

  const { host } = new URL(url);
  if (httpStatus >= 500) {
    const problem = healthProblems.fails(host, fault.status(httpStatus));
    const summary = `Answers ${httpStatus}`;
    return { status: 'failing', summary, details, problem };
  }
  const cause = httpStatus < 300 ? fault.wrongShape : fault.status(httpStatus);
  const problem = healthProblems.unreadable(host, cause);
  return { status: 'unknown', summary: UNREADABLE, details, problem };
}

function notAnswered(
  url: string,
  error: UpstreamError,
): Omit<Result, 'source'> {
  const { host } = new URL(url);
  const details = {
    url,
    ...(error.status !== undefined && { httpStatus: error.status }),
  };
  if (error.kind === 'refused') {
    const problem = healthProblems.unreachable(host, error.fault);
    const summary = 'Refuses the connection';
    return { status: 'failing', summary, details, problem };
  }
  const problem = isReachable(error)
    ? healthProblems.unreadable(host, error.fault)
    : healthProblems.unreachable(host, error.fault);
  return { status: 'unknown', summary: UNREADABLE, details, problem };
}

/** What the integration says of itself and of its Ideogram part. */
export function createIntegrationHealthProbe(): Probe<'integration-health'> {
  return {
    name: 'integration-health',
    appliesTo: target => target.health !== undefined,
    async take({ health, probes }, { signal }) {
      if (!health) throw new Error('The target has no health address');
      const { maxBytes } = probes;
      const source = hostAndPath(health.url);
      try {
        const report = await askHealth(health, { signal, maxBytes });
        return { ...judged(health.url, report), source };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { ...notAnswered(health.url, error), source };
      }
    },
  };
}
