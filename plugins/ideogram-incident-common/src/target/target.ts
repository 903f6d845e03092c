import type { ErrorClass } from '../triage/errorClass';

/** @public */
export type StatusPageProvider =
  | 'statuspage'
  | 'instatus'
  | 'incidentio'
  | 'betterstack';

/**
 * Where the integration runs.
 *
 * @public
 */
export interface KubernetesDescription {
  cluster: string;
  namespace: string;
  deployment: string;
  /** Named only where a pod has several containers. */
  container?: string;
  labelSelector: string;
  secret: { name: string; key: string };
  /** The env entry that turns request queueing on. */
  queue: { env: string; value: string };
  /** The env entry that turns graceful degradation on. */
  fallback: { env: string; value: string };
}

/**
 * What may be told about a target to anybody who may read it: names,
 * addresses and thresholds, never a credential. The rules judge with it and
 * the guidance's commands are filled in from it.
 *
 * @public
 */
export interface TargetDescription {
  name: string;
  title: string;
  statusPage?: {
    provider: StatusPageProvider;
    url: string;
    /** Only these components count; without it, all. */
    components?: string[];
  };
  ideogram: {
    baseUrl: string;
    verifyPath: string;
    /** What the portal itself asks; without it, it does not ask. */
    probe?: {
      path: string;
      /** Whether it also asks with the key in the secret. */
      verifyKey: boolean;
    };
  };
  health?: { url: string; path: string };
  prometheus: { url: string }[];
  metrics?: { url: string };
  queries: {
    selector: string;
    /** A PromQL duration, such as `5m`. */
    window: string;
    errorsByType: string;
    requests: string;
    latencyP95: string;
  };
  /** Label values of the error series beyond the built-in table. */
  errorTypes: Record<string, ErrorClass>;
  thresholds: {
    /** Share of requests, 0 to 1. */
    errorRatio: number;
    latencyP95Seconds: number;
    rateLimitedPerMinute: number;
  };
  kubernetes?: KubernetesDescription;
  links: Link[];
  /** Whom to call when a permission is missing. */
  escalation?: string;
}

/** @public */
export interface Link {
  title: string;
  url: string;
}

/**
 * A query of the operator with `$selector` and `$window` filled in. Both come
 * from the configuration: nothing from a request may ever be passed here.
 *
 * @public
 */
export function fillQuery(
  query: string,
  {
    selector,
    window,
  }: Pick<TargetDescription['queries'], 'selector' | 'window'>,
): string {
  return query.replace(/\$(selector|window)\b/g, (_, name) =>
    name === 'selector' ? selector : window,
  );
}

const SUMMARIES: Record<StatusPageProvider, string> = {
  statuspage: '/api/v2/summary.json',
  instatus: '/summary.json',
  incidentio: '/api/v1/summary',
  betterstack: '/index.json',
};

/**
 * The address at which a status page tells its summary as JSON.
 *
 * @public
 */
export function statusPageSummaryUrl({
  provider,
  url,
}: NonNullable<TargetDescription['statusPage']>): string {
  return `${url.replace(/\/+$/, '')}${SUMMARIES[provider]}`;
}

const DASHBOARD = /grafana|dashboard|metrics|prometheus|thanos|mimir/i;
const CONSOLE = /console|billing|account|api key|ideogram/i;

const PLACEHOLDER = /(?:\{|%7B)(from|to|target)(?:\}|%7D)/gi;

/**
 * A link with `{from}` and `{to}` in its address filled in as Unix
 * milliseconds, as Grafana takes them, and `{target}` with the target's name.
 *
 * @public
 */
export function fillLink(
  { title, url }: Link,
  window: { from: number; to: number; target: string },
): Link {
  const values: Record<string, string> = {
    from: String(Math.round(window.from)),
    to: String(Math.round(window.to)),
    target: encodeURIComponent(window.target),
  };
  return {
    title,
    url: url.replace(
      PLACEHOLDER,
      (_, name: string) => values[name.toLowerCase()],
    ),
  };
}

/**
 * Where a person looks at metrics, as far as the titles tell.
 *
 * @public
 */
export function dashboardsIn(links: readonly Link[]): Link[] {
  return links.filter(({ title }) => DASHBOARD.test(title));
}

/**
 * Ideogram's own pages on keys and billing, where the operator lists them.
 *
 * @public
 */
export function vendorConsoleIn(links: readonly Link[]): Link | undefined {
  return links.find(
    ({ title }) => CONSOLE.test(title) && !DASHBOARD.test(title),
  );
}

/**
 * Whom to ask for what the portal and the person before it can't do.
 *
 * @public
 */
export function escalationContact({
  escalation,
}: {
  escalation?: string;
}): string {
  return escalation ?? 'an administrator of the cluster';
}
