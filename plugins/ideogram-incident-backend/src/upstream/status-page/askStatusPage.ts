import {
  fault,
  type StatusPageProvider,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import { fetchJson, UpstreamError, type UpstreamErrorKind } from '../http';
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
 * The page did answer, but not with what its provider answers.
 * The message follows the page's name.
 */
export class StatusPageUnreadable extends Error {}

const ANSWERED: readonly UpstreamErrorKind[] = [
  'html',
  'not-json',
  'redirect',
  'too-large',
];

function unreadable(error: unknown): StatusPageUnreadable | undefined {
  if (!(error instanceof UpstreamError) || !ANSWERED.includes(error.kind)) {
    return undefined;
  }
  // A proxy's error page is more of an error than of a page.
  const { status = 200 } = error;
  return new StatusPageUnreadable(
    status < 400 ? error.fault : fault.status(status),
  );
}

/**
 * Asks a status page what it announces.
 *
 * @throws UpstreamError where it can't be reached, StatusPageUnreadable where
 * its answer can't be read
 */
export async function askStatusPage(
  { provider, url }: NonNullable<TargetDescription['statusPage']>,
  options: { signal: AbortSignal; maxBytes: number },
): Promise<Announcement> {
  const { path, read } = PROVIDERS[provider];
  const { status, json } = await fetchJson(`${url}${path}`, options).catch(
    error => {
      throw unreadable(error) ?? error;
    },
  );
  if (status !== 200) throw new StatusPageUnreadable(fault.status(status));
  const announcement = read(json, Date.now());
  if (!announcement) throw new StatusPageUnreadable(fault.wrongShape);
  return announcement;
}
