import { oneLine } from '../format/oneLine';
import type { Link } from '../target/target';
import { readingOf } from '../triage/reading';
import type { Situation } from './topic';

const DASHBOARD = /grafana|dashboard|metrics|prometheus|thanos|mimir/i;
const CONSOLE = /console|billing|account|api key|ideogram/i;

/** Where the operator has a person look at metrics. */
export function dashboards({ target }: Situation): Link[] {
  return target.links.filter(({ title }) => DASHBOARD.test(title));
}

export function dashboard(situation: Situation): Link | undefined {
  return dashboards(situation)[0];
}

/** Ideogram's own pages on keys and billing, where the operator lists them. */
export function vendorConsole({ target }: Situation): Link | undefined {
  return target.links.find(
    ({ title }) => CONSOLE.test(title) && !DASHBOARD.test(title),
  );
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
