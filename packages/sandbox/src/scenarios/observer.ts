import type { Workloads } from '../deployment/workloads';
import type { HealthBody } from '../integration/health';
import type { IntegrationService } from '../service/integrationService';
import { RATE_WINDOW_SECONDS } from './scenario';
import type { Observation, Traffic } from './waitingFor';

const TIMEOUT_MS = 3000;
const WINDOW = `${RATE_WINDOW_SECONDS}s`;
const NAMESPACE = 'default';
/** What the safety filter refused is no error. */
const ERRORS = `{namespace="${NAMESPACE}",error_type!="422"}`;
const ALL = `{namespace="${NAMESPACE}"}`;

/** Looks at production from outside, as the portal does. */
export function createObserver(world: {
  workloads: Workloads;
  service: IntegrationService;
  prometheusUrl: string | undefined;
}): (prometheusRuns: boolean) => Promise<Observation> {
  const podHealth = async () => {
    const pods = await Promise.all(
      world.service
        .endpoints()
        .map(({ url }) => getJson<HealthBody>(`${url}/health`)),
    );
    return pods.filter(pod => pod !== undefined);
  };
  return async prometheusRuns => {
    const [workload, pods, traffic] = await Promise.all([
      world.workloads.state(NAMESPACE),
      podHealth(),
      world.prometheusUrl && prometheusRuns
        ? readTraffic(world.prometheusUrl)
        : undefined,
    ]);
    return { workload, pods, traffic };
  };
}

async function readTraffic(url: string): Promise<Traffic> {
  const [requests, errors, p95] = await Promise.all([
    query(url, `sum(rate(ideogram_requests_total${ALL}[${WINDOW}]))`),
    query(
      url,
      `sum by (error_type) (rate(ideogram_errors_total${ERRORS}[${WINDOW}]))`,
    ),
    query(
      url,
      `histogram_quantile(0.95, sum by (le) (rate(ideogram_request_duration_seconds_bucket${ALL}[${WINDOW}])))`,
    ),
  ]);
  const seconds = p95[0]?.value;
  return {
    requestsPerSecond: requests[0]?.value ?? 0,
    errorsPerSecond: Object.fromEntries(
      errors.map(({ labels, value }) => [labels.error_type, value]),
    ),
    p95Seconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}

interface QueryAnswer {
  data: {
    result: { metric: Record<string, string>; value: [number, string] }[];
  };
}

async function query(url: string, text: string) {
  const answer = await getJson<QueryAnswer>(
    `${url}/api/v1/query?${new URLSearchParams({ query: text })}`,
  );
  return (answer?.data.result ?? []).map(({ metric, value }) => ({
    labels: metric,
    value: Number(value[1]),
  }));
}

/** Undefined where nobody answers. */
async function getJson<T>(url: string): Promise<T | undefined> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return (await response.json()) as T;
  } catch {
    return undefined;
  }
}
