export type Health = 'ok' | 'degraded' | 'failing';

/** What health bodies say, in lower case and without separators. */
const WORDS: Record<Health, readonly string[]> = {
  ok: [
    'healthy',
    'ok',
    'okay',
    'up',
    'connected',
    'true',
    'operational',
    'available',
    'online',
    'pass',
    'passing',
    'reachable',
    'green',
  ],
  degraded: ['degraded', 'warn', 'warning', 'partial', 'slow', 'yellow'],
  failing: [
    'unhealthy',
    'notok',
    'down',
    'disconnected',
    'error',
    'false',
    'fail',
    'failed',
    'failing',
    'outofservice',
    'unavailable',
    'unreachable',
    'offline',
    'outage',
    'critical',
    'red',
  ],
};

const HEALTH_BY_WORD = new Map(
  (Object.keys(WORDS) as Health[]).flatMap(health =>
    WORDS[health].map(word => [word, health] as const),
  ),
);

/** `undefined` for a word that is in none of the lists. */
export function healthOfWord(word: string): Health | undefined {
  // None of the words is longer, however it is spaced.
  if (word.length > 40) return undefined;
  return HEALTH_BY_WORD.get(word.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Keys under which an answer stands, with the words for true and false. */
export const ANSWER_KEYS: Record<string, readonly [string, string]> = {
  status: ['ok', 'not ok'],
  state: ['ok', 'not ok'],
  health: ['healthy', 'unhealthy'],
  healthy: ['healthy', 'unhealthy'],
  connected: ['connected', 'disconnected'],
  ok: ['ok', 'not ok'],
  up: ['up', 'down'],
  available: ['available', 'unavailable'],
  reachable: ['reachable', 'unreachable'],
};

/** What a health body says, and where. */
export interface HealthAnswer {
  health: Health;
  /** The body's own word; for true and false, what they mean. */
  value: string;
  /** Keys joined by dots. */
  path: string;
  /** Whether it speaks of the Ideogram part, or of the whole. */
  about: 'ideogram' | 'integration';
}

type Found = Omit<HealthAnswer, 'about'>;

const SEVERITY: readonly Health[] = ['ok', 'degraded', 'failing'];
const worst = (answers: readonly HealthAnswer[]): HealthAnswer | undefined =>
  [...answers].sort(
    (a, b) => SEVERITY.indexOf(b.health) - SEVERITY.indexOf(a.health),
  )[0];

/** Where the Ideogram part stands in bodies in the wild. */
const IDEOGRAM_PATHS = [
  'services.ideogram',
  'ideogram',
  'checks.ideogram',
  'components.ideogram',
  'dependencies.ideogram',
];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      body,
    );
}

function readWord(value: unknown, path: string): Found | undefined {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const [yes, no] = Object.hasOwn(ANSWER_KEYS, key)
    ? ANSWER_KEYS[key]
    : ['ok', 'not ok'];
  if (typeof value === 'boolean') {
    return { health: value ? 'ok' : 'failing', value: value ? yes : no, path };
  }
  if (typeof value !== 'string') return undefined;
  const health = healthOfWord(value);
  return health && { health, value: value.trim().toLowerCase(), path };
}

/** All that a value says: a word, or a mapping with words in it. */
function readAll(value: unknown, path: string): Found[] {
  const words: [unknown, string][] = isObject(value)
    ? Object.keys(ANSWER_KEYS)
        .filter(key => Object.hasOwn(value, key))
        .map(key => [value[key], path === '' ? key : `${path}.${key}`])
    : [[value, path]];
  return words.flatMap(([word, place]) => readWord(word, place) ?? []);
}

/** What a health body says. */
export interface HealthBody {
  /** What decides. */
  answer: HealthAnswer;
  /** What stands at its top, where something does. */
  whole?: HealthAnswer;
}

/**
 * Reads the body of a health address: first at the configured path, then in
 * the other known shapes, of which the status of the whole is the last. The
 * first place that is there decides. Where it can't be understood, the whole
 * may still say that something is wrong, but not that all is well.
 *
 * @returns `undefined` where the body says nothing that is known
 */
export function readHealth(
  body: unknown,
  path: string,
): HealthBody | undefined {
  if (!isObject(body)) return undefined;

  const whole = worst(
    readAll(body, '').map(found => ({ ...found, about: 'integration' })),
  );
  const place = [path, ...IDEOGRAM_PATHS].find(
    candidate => at(body, candidate) !== undefined,
  );
  if (place === undefined) return whole && { answer: whole, whole };

  const about = Object.hasOwn(ANSWER_KEYS, place) ? 'integration' : 'ideogram';
  const part = worst(
    readAll(at(body, place), place).map(found => ({ ...found, about })),
  );
  if (part) return { answer: part, ...(whole && { whole }) };
  return whole && whole.health !== 'ok' ? { answer: whole, whole } : undefined;
}
