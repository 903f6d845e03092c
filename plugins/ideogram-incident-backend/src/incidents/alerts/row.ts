import {
  maskSecrets,
  type AlertState,
  type WebhookAlert,
} from 'backstage-plugin-ideogram-incident-common';

export const ALERTS = 'alerts';
export const HEARTBEAT = 'alert_heartbeat';

export interface AlertRow {
  id: string;
  fingerprint: string;
  starts_at: string;
  name: string;
  labels: string;
  summary: string | null;
  target: string | null;
  /** 0 or 1 on SQLite, as all that follow. */
  firing: boolean | number;
  has_fired: boolean | number;
  ends_at: string | null;
  first_seen_at: string | null;
  last_seen_at: string;
  truncated: boolean | number;
  owes_fired: boolean | number;
  owes_resolved: boolean | number;
  incident_id: string | null;
}

export const idOf = ({
  fingerprint,
  startsAt,
}: Pick<WebhookAlert, 'fingerprint' | 'startsAt'>) =>
  `${fingerprint}@${startsAt}`;

const clean = (text: string) => maskSecrets(text).text;

/** With their names, for of some secrets only the name tells. */
function cleanLabels(labels: Record<string, string>): string {
  const masked = clean(JSON.stringify(labels));
  try {
    JSON.parse(masked);
    return masked;
  } catch {
    const entries = Object.entries(labels);
    return JSON.stringify(
      Object.fromEntries(entries.map(([name, text]) => [name, clean(text)])),
    );
  }
}

/** Of one of which nothing is known yet. */
export function blankRow(alert: WebhookAlert, arrivedAt: string): AlertRow {
  const { fingerprint, startsAt, name, labels, annotations } = alert;
  const { summary } = annotations;
  return {
    id: idOf(alert),
    fingerprint,
    starts_at: startsAt,
    name: clean(name),
    labels: cleanLabels(labels),
    summary: summary === undefined ? null : clean(summary),
    target: null,
    firing: false,
    has_fired: false,
    ends_at: null,
    first_seen_at: null,
    last_seen_at: arrivedAt,
    truncated: false,
    owes_fired: false,
    owes_resolved: false,
    incident_id: null,
  };
}

export function stateOf(row: AlertRow): AlertState | undefined {
  if (row.first_seen_at === null) return undefined;
  return {
    firing: Boolean(row.firing),
    hasFired: Boolean(row.has_fired),
    ...(row.ends_at && { endsAt: row.ends_at }),
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
  };
}

export const stateColumns = (state: AlertState) => ({
  firing: state.firing,
  has_fired: state.hasFired,
  ends_at: state.endsAt ?? null,
  first_seen_at: state.firstSeenAt,
  last_seen_at: state.lastSeenAt,
});
