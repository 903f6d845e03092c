import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { hasRateLimitingEnded } from './builtInActions';

const rate = (status: string, details?: object) =>
  ({ probe: 'error-rate', status, details } as Reading);
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();
const none = { rateLimitedPerMinute: 0 };

it.each<[string, Reading[], string | undefined, boolean]>([
  ['no 429s for long', [rate('ok', none)], minutesAgo(61), true],
  ['other errors', [rate('degraded', none)], minutesAgo(61), true],
  [
    'no 429s for a while, by the queue',
    [rate('ok', none)],
    minutesAgo(59),
    false,
  ],
  ['a queue that others set', [rate('ok', none)], undefined, false],
  [
    'some 429s',
    [rate('ok', { rateLimitedPerMinute: 0.2 })],
    minutesAgo(61),
    false,
  ],
  ['errors that are not read', [rate('unknown', none)], minutesAgo(61), false],
  ['errors without details', [rate('ok')], minutesAgo(61), false],
  ['no reading', [], minutesAgo(61), false],
])('of %s', (_, readings, since, over) => {
  expect(hasRateLimitingEnded(readings, since)).toBe(over);
});
