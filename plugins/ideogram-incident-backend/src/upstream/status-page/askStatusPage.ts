import {
  fault,
  type StatusPageProvider,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import { fetchJson, placeOf, UpstreamError } from '../http';
import type { Announcement } from './announcement';
import { readBetterStack } from './providers/betterstack';
import { readIncidentIo } from './providers/incidentio';
import { readInstatus } from './providers/instatus';
import { readStatuspage } from './providers/statuspage';

const PROVIDERS: Record<
  StatusPageProvider,
  {
    path: string;
    read: (body: unknown, now: number) => Announcement | undefined;
  }
> = {
  statuspage: { path: '/api/v2/summary.json', read: readStatuspage },
  instatus: { path: '/summary.json', read: readInstatus },
  incidentio: { path: '/api/v1/summary', read: readIncidentIo },
  betterstack: { path: '/index.json', read: readBetterStack },
};

/**
 * Asks a status page what it announces.
 *
 * @throws UpstreamError
 */
export async function askStatusPage(
  { provider, url }: NonNullable<TargetDescription['statusPage']>,
  options: { signal: AbortSignal; maxBytes: number },
): Promise<Announcement> {
  const { path, read } = PROVIDERS[provider];
  const address = `${url}${path}`;
  const { status, json } = await fetchJson(address, options).catch(error => {
    // A proxy's error page is more of an error than of a page.
    const isErrorPage =
      error instanceof UpstreamError && (error.status ?? 0) >= 400;
    if (!isErrorPage) throw error;
    return { status: error.status as number, json: undefined };
  });
  if (status !== 200) {
    const words = fault.status(status);
    throw new UpstreamError('status', placeOf(address), words, { status });
  }
  const announcement = read(json, Date.now());
  if (announcement) return announcement;
  throw new UpstreamError('wrong-shape', placeOf(address), fault.wrongShape, {
    status,
  });
}
