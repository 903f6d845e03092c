/** What the vendor's status page says, or that it can't be reached. */
export type StatusPageState = 'operational' | 'major-outage' | 'unreachable';

const TITLE = 'Image generation is failing';
const UPDATE =
  'We are investigating elevated errors of the image generation API.';
const INCIDENT_ID = 'api-outage';

/** The body of `/api/v2/summary.json`. */
export function summary(state: StatusPageState, since: Date, origin: string) {
  const outage = state === 'major-outage';
  const at = since.toISOString();
  const component = (id: string, name: string, status: string) => ({
    id,
    name,
    status,
    updated_at: at,
  });
  return {
    page: {
      id: 'ideogram',
      name: 'Ideogram',
      url: origin,
      time_zone: 'Etc/UTC',
      updated_at: at,
    },
    components: [
      component('api', 'API', outage ? 'major_outage' : 'operational'),
      component('website', 'Website', 'operational'),
      component('canvas', 'Canvas', 'operational'),
    ],
    incidents: outage ? [apiIncident(at, origin)] : [],
    scheduled_maintenances: [],
    status: outage
      ? { indicator: 'critical', description: 'Major service outage' }
      : { indicator: 'none', description: 'All systems operational' },
  };
}

function apiIncident(at: string, origin: string) {
  const affected = {
    code: 'api',
    name: 'API',
    old_status: 'operational',
    new_status: 'major_outage',
  };
  return {
    id: INCIDENT_ID,
    name: TITLE,
    status: 'investigating',
    impact: 'critical',
    created_at: at,
    started_at: at,
    updated_at: at,
    resolved_at: null,
    shortlink: `${origin}/incidents/${INCIDENT_ID}`,
    components: [{ id: 'api', name: 'API', status: 'major_outage' }],
    incident_updates: [
      {
        id: `${INCIDENT_ID}-1`,
        status: 'investigating',
        body: UPDATE,
        created_at: at,
        display_at: at,
        affected_components: [affected],
      },
    ],
  };
}

/** The page for people; its root is HTML, as that of the real ones. */
export function statusHtml(state: StatusPageState, since: Date): string {
  const news =
    state === 'major-outage'
      ? `<h2>${TITLE}</h2><p>Investigating since ${since.toISOString()}: ${UPDATE}</p>`
      : '<p>All systems operational</p>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ideogram status (sandbox)</title><style>:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem}</style></head><body><h1>Ideogram status</h1><p>A stand-in of the sandbox.</p>${news}</body></html>`;
}
