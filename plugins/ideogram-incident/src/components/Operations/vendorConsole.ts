import type { Link } from 'backstage-plugin-ideogram-incident-common';
import { safeUrl } from '../ExternalLink';

const CONSOLE = /console|billing|account|api key|ideogram/i;
const DASHBOARD = /grafana|dashboard|metrics|prometheus|thanos|mimir/i;

/** Where keys are revoked, as far as its title tells: as in the guidance. */
export function vendorConsole(links: readonly Link[]): Link | undefined {
  return links.find(
    ({ title, url }) =>
      CONSOLE.test(title) && !DASHBOARD.test(title) && safeUrl(url),
  );
}
