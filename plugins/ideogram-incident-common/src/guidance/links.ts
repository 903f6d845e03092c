import { oneLine } from '../format/text';
import {
  dashboardsIn,
  fillLink,
  vendorConsoleIn,
  type Link,
} from '../target/target';
import { readingOf } from '../triage/reading';
import type { GuidanceContext } from './topic';

const HOUR_MS = 3_600_000;

/** The last hour before the readings were taken. */
function filledLink(link: Link, { target, readings }: GuidanceContext): Link {
  const times = readings.map(({ observedAt }) => Date.parse(observedAt));
  const to = Math.max(...times);
  return Number.isFinite(to)
    ? fillLink(link, { from: to - HOUR_MS, to, target: target.name })
    : link;
}

/** Where the operator has a person look at metrics. */
export function dashboards(context: GuidanceContext): Link[] {
  return dashboardsIn(context.target.links).map(link =>
    filledLink(link, context),
  );
}

export function dashboard(context: GuidanceContext): Link | undefined {
  return dashboards(context)[0];
}

export function vendorConsole(context: GuidanceContext): Link | undefined {
  const link = vendorConsoleIn(context.target.links);
  return link && filledLink(link, context);
}

/** The announced incident, or else the status page. */
export function vendorIncident({
  target,
  readings,
}: GuidanceContext): Link | undefined {
  const details = readingOf(readings, 'status-page')?.details;
  const incident = details?.incidents.find(({ ours, url }) => ours && url);
  if (incident?.url) {
    return { title: oneLine(incident.title, 60), url: incident.url };
  }
  return (
    target.statusPage && { title: 'Status page', url: target.statusPage.url }
  );
}
