import {
  fault,
  statusPageSummaryUrl,
  type StatusPageProvider,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import { fetchJson, hostAndPath, UpstreamError } from '../http';
import type { Announcement } from './announcement';
import { readBetterStack } from './providers/betterstack';
import { readIncidentIo } from './providers/incidentio';
import { readInstatus } from './providers/instatus';
import { readStatuspage } from './providers/statuspage';

const READERS: Record<
  StatusPageProvider,
  (body: unknown, now: number) => Announcement | undefined
> = {
  statuspage: readStatuspage,
  instatus: readInstatus,
  incidentio: readIncidentIo,
  betterstack: readBetterStack,
};

/**
 * Asks a status page what it announces.
 *
 * @throws UpstreamError
 */
export async function askStatusPage(
  statusPage: NonNullable<TargetDescription['statusPage']>,
  options: { signal: AbortSignal; maxBytes: number },
): Promise<Announcement> {
  const address = statusPageSummaryUrl(statusPage);
  const { status, json } = await fetchJson(address, options).catch(error => {
    // A proxy's error page is more of an error than of a page.
    const isErrorPage =
      error instanceof UpstreamError && (error.status ?? 0) >= 400;
    if (!isErrorPage) throw error;
    return { status: error.status as number, json: undefined };
  });
  if (status !== 200) {
    const words = fault.status(status);
    throw new UpstreamError('status', hostAndPath(address), words, { status });
  }
  const announcement = READERS[statusPage.provider](json, Date.now());
  if (announcement) return announcement;
  throw new UpstreamError(
    'wrong-shape',
    hostAndPath(address),
    fault.wrongShape,
    {
      status,
    },
  );
}
