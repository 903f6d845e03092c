import { oneLine } from '../format/oneLine';
import { dashboardsIn, vendorConsoleIn } from '../target/links';
import type { Link } from '../target/target';
import { readingOf } from '../triage/reading';
import type { Situation } from './topic';

/** Where the operator has a person look at metrics. */
export function dashboards({ target }: Situation): Link[] {
  return dashboardsIn(target.links);
}

export function dashboard(situation: Situation): Link | undefined {
  return dashboards(situation)[0];
}

export function vendorConsole({ target }: Situation): Link | undefined {
  return vendorConsoleIn(target.links);
}

/** The announced incident, or else the status page. */
export function vendorIncident({
  target,
  readings,
}: Situation): Link | undefined {
  const details = readingOf(readings, 'status-page')?.details;
  const incident = details?.incidents.find(({ ours, url }) => ours && url);
  if (incident?.url) {
    return { title: oneLine(incident.title, 60), url: incident.url };
  }
  return (
    target.statusPage && { title: 'Status page', url: target.statusPage.url }
  );
}
