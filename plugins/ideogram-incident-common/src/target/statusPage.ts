import type { StatusPageProvider, TargetDescription } from './target';

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
