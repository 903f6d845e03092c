import type { Link } from './target';

const DASHBOARD = /grafana|dashboard|metrics|prometheus|thanos|mimir/i;
const CONSOLE = /console|billing|account|api key|ideogram/i;

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
