import {
  fillQuery,
  statusPageSummaryUrl,
  type StatusPageProvider,
  type TargetDescription,
} from '../../target/target';
import { shellQuote } from './shellQuote';

const JQ: Record<StatusPageProvider, string> = {
  statuspage:
    '{indicator: .status.indicator, incidents: [.incidents[]? | {name, impact, status}]}',
  instatus:
    '{status: .page.status, incidents: [.activeIncidents[]? | {name, impact, status}]}',
  incidentio:
    '{incidents: [.ongoing_incidents[]? | {name, status, current_worst_impact}]}',
  betterstack: '{state: .data.attributes.aggregate_state}',
};

export function statusPage(
  page: NonNullable<TargetDescription['statusPage']>,
): string {
  const url = shellQuote(statusPageSummaryUrl(page));
  return `curl -sS ${url} | jq ${shellQuote(JQ[page.provider])}`;
}

/** A place such as `services.ideogram` as a path of jq. */
function jqPath(path: string): string {
  const joined = path
    .split('.')
    .filter(step => step !== '')
    .map(step =>
      /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('');
  return joined.startsWith('.') ? joined : `.${joined}`;
}

/** Prints what stands at the health address's path, or one word. */
export function health({
  url,
  path,
}: NonNullable<TargetDescription['health']>): string {
  const place = shellQuote(jqPath(path));
  return `curl -sSf ${shellQuote(url)} | jq -e ${place} || echo UNHEALTHY`;
}

function prometheus(
  target: TargetDescription,
  query: string,
): string | undefined {
  const filled = shellQuote(`query=${fillQuery(query, target.queries)}`);
  const asked = target.prometheus.map(({ url }) => {
    const api = `${url.replace(/\/+$/, '')}/api/v1/query`;
    return `curl -sSfG ${shellQuote(api)} --data-urlencode ${filled}`;
  });
  if (asked.length === 0) return undefined;
  if (asked.length === 1) return `${asked[0]} | jq '.data.result'`;
  return `{ ${asked.join(' ||\n  ')}; } | jq '.data.result'`;
}

/** Errors per second by type; of several servers the first that answers. */
export function errorsByType(target: TargetDescription): string | undefined {
  const { metrics, queries } = target;
  return (
    prometheus(target, queries.errorsByType) ??
    (metrics && `curl -sS ${shellQuote(metrics.url)} | grep -i error`)
  );
}

export function latencyP95(target: TargetDescription): string | undefined {
  return prometheus(target, target.queries.latencyP95);
}

/** No such header is documented, so that it also says when there is none. */
export function rateLimitHeaders({ ideogram }: TargetDescription): string {
  const url = shellQuote(ideogram.baseUrl);
  return `curl -sS -o /dev/null -D - ${url} | grep -iE 'rate|retry-after' || echo 'No header on rate limits.'`;
}

export function reachIdeogram({ ideogram }: TargetDescription): string {
  const format =
    'HTTP %{http_code} from %{remote_ip} after %{time_total} s, certificate check %{ssl_verify_result}\\n';
  const { baseUrl, probe } = ideogram;
  const url = probe ? baseUrl.replace(/\/+$/, '') + probe.path : baseUrl;
  return `curl -sS -o /dev/null -w ${shellQuote(format)} ${shellQuote(url)}`;
}
