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
