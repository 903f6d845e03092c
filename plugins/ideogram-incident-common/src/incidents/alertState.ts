import type { WebhookAlert } from './alertmanager';

/**
 * What is known of one alert, by all that was received of it.
 *
 * @public
 */
export interface AlertState {
  /** False from its first end on: who fires anew has another start. */
  firing: boolean;
  /** Whether it was ever told that it fires. */
  hasFired: boolean;
  /** The earliest end that was told, ISO 8601. */
  endsAt?: string;
  firstSeenAt: string;
  lastSeenAt: string;
}

/**
 * What is new in what was received: `fired` and `resolved` stand on the
 * timeline; `repeated` changes no more than when it was last seen; `missed` was
 * resolved before it was seen to fire, and opens nothing.
 *
 * @public
 */
export type AlertNews = 'fired' | 'resolved' | 'repeated' | 'missed';

const earlier = (a: string, b: string) =>
  Date.parse(b) < Date.parse(a) ? b : a;
const later = (a: string, b: string) => (Date.parse(b) > Date.parse(a) ? b : a);

function earliestEnd(known: string | undefined, told: string | undefined) {
  return known && told ? earlier(known, told) : known ?? told;
}

function newsOf(
  before: AlertState | undefined,
  { status }: Pick<WebhookAlert, 'status'>,
): AlertNews {
  if (!before) return status === 'firing' ? 'fired' : 'missed';
  return before.firing && status === 'resolved' ? 'resolved' : 'repeated';
}

/**
 * Takes in what was received of an alert. In whatever order, and however often
 * it comes, the state is the same in the end: what is resolved stays so.
 *
 * @param before - left out where nothing is known of its identity
 * @param arrivedAt - ISO 8601
 * @public
 */
export function receiveAlert(
  before: AlertState | undefined,
  alert: Pick<WebhookAlert, 'status' | 'endsAt'>,
  arrivedAt: string,
): { state: AlertState; news: AlertNews } {
  const isFiring = alert.status === 'firing';
  const endsAt = earliestEnd(
    before?.endsAt,
    isFiring ? undefined : alert.endsAt ?? arrivedAt,
  );
  return {
    state: {
      firing: isFiring && (before?.firing ?? true),
      hasFired: isFiring || (before?.hasFired ?? false),
      ...(endsAt && { endsAt }),
      firstSeenAt: before ? earlier(before.firstSeenAt, arrivedAt) : arrivedAt,
      lastSeenAt: before ? later(before.lastSeenAt, arrivedAt) : arrivedAt,
    },
    news: newsOf(before, alert),
  };
}
