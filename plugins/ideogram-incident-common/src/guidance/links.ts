import { oneLine } from '../format/text';
import { dashboardsIn, vendorConsoleIn, type Link } from '../target/target';
import { readingOf } from '../triage/reading';
import type { GuidanceContext } from './topic';

/** Where the operator has a person look at metrics. */
export function dashboards({ target }: GuidanceContext): Link[] {
  return dashboardsIn(target.links);
}

export function dashboard(context: GuidanceContext): Link | undefined {
  return dashboards(context)[0];
}

export function vendorConsole({ target }: GuidanceContext): Link | undefined {
  return vendorConsoleIn(target.links);
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
