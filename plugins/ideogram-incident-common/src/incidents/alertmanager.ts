import { oneLine } from '../format/text';
import { fingerprintOf } from './fingerprint';

/** More than the 4 MiB of a body hold, but for made-up ones. */
const MAX_ALERTS = 10_000;
const MAX_LABELS = 64;
const MAX_NAME = 200;
const MAX_LABEL = 1_000;
const MAX_ANNOTATION = 5_000;
const MAX_GROUP_KEY = 1_000;
/** Clocks differ by minutes; by more, a time is wrong. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;
/** What is before is a clock that was never set. */
const EARLIEST = Date.parse('2000-01-01T00:00:00Z');

/** What Go says where it has no time: `0001-01-01T00:00:00Z`. */
const NO_TIME = /^0001-/;
const RFC_3339 =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)$/i;

/**
 * An alert as Alertmanager tells it. Fingerprint and start are its identity.
 *
 * @public
 */
export interface WebhookAlert {
  /** Where it stands in what was received. */
  index: number;
  fingerprint: string;
  startsAt: string;
  /** Of what is resolved. */
  endsAt?: string;
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  name: string;
}

/**
 * What was received, as far as it can be used.
 *
 * @public
 */
export interface Webhook {
  alerts: WebhookAlert[];
  rejected: { index: number; because: string }[];
  /** How many were left out, by Alertmanager or here. */
  truncated: number;
  /** A hint: it changes with the routes of Alertmanager. */
  groupKey?: string;
}

/** Why an alert can't be used, in a sentence. */
class Unusable extends Error {}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Cut where it is long, and without what a database or canonical JSON can't
 * hold: nobody may send what is tried again for ever.
 */
function storable(text: string, maxLength: number): string {
  const cut =
    text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  return cut.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

const storableTexts = (texts: [string, string][], maxLength: number) =>
  Object.fromEntries(
    texts.map(([name, text]) => [
      storable(name, MAX_NAME),
      storable(text, maxLength),
    ]),
  );

/** Names with two underscores are for inner use, `__proto__` among them. */
const isReserved = (name: string) => name.startsWith('__');

function labelsIn(raw: unknown): [string, string][] {
  if (!isObject(raw)) throw new Unusable('Its labels are no object.');
  const { length } = Object.keys(raw);
  if (length > MAX_LABELS) {
    throw new Unusable(
      `It has ${length} labels, and at most ${MAX_LABELS} are taken.`,
    );
  }
  // A label without a value is none.
  const labels = Object.entries(raw).filter(
    ([name, value]) => !isReserved(name) && value !== '',
  );
  if (labels.length === 0) throw new Unusable('It has no labels.');
  return labels.map(([name, value]) => {
    if (name.length > MAX_NAME) {
      throw new Unusable(
        `The name of its label ${oneLine(
          name,
          40,
        )} has more than ${MAX_NAME} characters.`,
      );
    }
    if (typeof value !== 'string') {
      throw new Unusable(`Its label ${oneLine(name, 40)} is no text.`);
    }
    return [name, value];
  });
}

/** Nothing depends on them, so what is wrong among them is left out. */
function annotationsIn(raw: unknown): Record<string, string> {
  if (!isObject(raw)) return {};
  const texts = Object.entries(raw).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' &&
      entry[0].length <= MAX_NAME &&
      !isReserved(entry[0]),
  );
  return storableTexts(texts.slice(0, MAX_LABELS), MAX_ANNOTATION);
}

/** Milliseconds; undefined where there is none, NaN where it is no time. */
function timeIn(raw: unknown): number | undefined {
  if (raw === undefined || raw === null || raw === '') return undefined;
  if (typeof raw !== 'string' || !RFC_3339.test(raw)) return NaN;
  return NO_TIME.test(raw) ? undefined : Date.parse(raw);
}

function startIn(raw: unknown, arrivedAt: number): number {
  const startsAt = timeIn(raw) ?? arrivedAt;
  if (Number.isNaN(startsAt)) throw new Unusable('Its startsAt is no time.');
  if (startsAt > arrivedAt + MAX_AHEAD_MS) {
    throw new Unusable('Its startsAt is more than a day ahead.');
  }
  if (startsAt < EARLIEST) {
    throw new Unusable('Its startsAt is before the year 2000.');
  }
  return startsAt;
}

/**
 * Where the end that is told can't be, the alert ended when it was told, for
 * that it ended is what counts.
 */
function endIn(raw: unknown, startsAt: number, arrivedAt: number): number {
  const told = timeIn(raw) ?? NaN;
  return told >= startsAt && told <= arrivedAt + MAX_AHEAD_MS
    ? told
    : Math.max(startsAt, arrivedAt);
}

function statusIn(raw: unknown): WebhookAlert['status'] {
  if (raw === 'firing' || raw === 'resolved') return raw;
  throw new Unusable('Its status is neither firing nor resolved.');
}

function isFingerprint(raw: unknown): raw is string {
  return typeof raw === 'string' && /^[\w-]{1,64}$/.test(raw);
}

const iso = (ms: number) => new Date(ms).toISOString();

function alertIn(raw: unknown, index: number, arrivedAt: number): WebhookAlert {
  if (!isObject(raw)) throw new Unusable('It is no object.');
  const status = statusIn(raw.status);
  const whole = labelsIn(raw.labels);
  const labels = storableTexts(whole, MAX_LABEL);
  const startsAt = startIn(raw.startsAt, arrivedAt);
  return {
    index,
    // Of what was sent, so that what is cut differs still.
    fingerprint: isFingerprint(raw.fingerprint)
      ? raw.fingerprint
      : fingerprintOf(whole),
    startsAt: iso(startsAt),
    ...(status === 'resolved' && {
      endsAt: iso(endIn(raw.endsAt, startsAt, arrivedAt)),
    }),
    status,
    labels,
    annotations: annotationsIn(raw.annotations),
    name: Object.hasOwn(labels, 'alertname')
      ? oneLine(labels.alertname, MAX_NAME)
      : 'An alert without a name',
  };
}

const count = (raw: unknown) =>
  typeof raw === 'number' && Number.isSafeInteger(raw) && raw > 0 ? raw : 0;

/**
 * Reads what Alertmanager's webhook (version 4) sends: the good ones among bad
 * alerts are taken. A problem is one of the whole, in a sentence.
 *
 * @param arrivedAt - ISO 8601
 * @public
 */
export function parseWebhook(
  body: unknown,
  arrivedAt: string,
): Webhook | { problem: string } {
  if (!isObject(body)) return { problem: 'The body is no object.' };
  if (body.version !== undefined && String(body.version) !== '4') {
    return {
      problem:
        'The body is of another version than 4 of the webhook of Alertmanager.',
    };
  }
  const { alerts: raw, groupKey } = body;
  if (!Array.isArray(raw))
    return { problem: 'The body has no list of alerts.' };
  const arrived = Date.parse(arrivedAt);
  const alerts: WebhookAlert[] = [];
  const rejected: Webhook['rejected'] = [];
  raw.slice(0, MAX_ALERTS).forEach((one, index) => {
    try {
      alerts.push(alertIn(one, index, arrived));
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      rejected.push({ index, because: error.message });
    }
  });
  return {
    alerts,
    rejected,
    truncated:
      count(body.truncatedAlerts) + Math.max(0, raw.length - MAX_ALERTS),
    ...(typeof groupKey === 'string' && {
      groupKey: storable(groupKey, MAX_GROUP_KEY),
    }),
  };
}

/**
 * The first target whose labels an alert has, all of them; without any, a
 * target has no alerts.
 *
 * @public
 */
export function matchTarget(
  labels: Record<string, string>,
  targets: readonly { name: string; match: Record<string, string> }[],
): string | undefined {
  return targets.find(({ match }) => {
    const wanted = Object.entries(match);
    return (
      wanted.length > 0 &&
      wanted.every(
        ([name, value]) =>
          Object.hasOwn(labels, name) && labels[name] === value,
      )
    );
  })?.name;
}
