import { failing, reading } from '../triage/readings.fixture';
import type { Reading } from '../triage/reading';
import { verifyBy, type Verification, type VerifiedBy } from './verification';

const rate = (shares: Record<string, number>, status: Reading['status']) =>
  reading('error-rate', status, failing(shares), {
    summary: 'Some requests fail',
  });
const noTraffic = reading('error-rate', 'ok', { requestsPerSecond: 0 });
const health = (status: Reading['status']) =>
  reading('integration-health', status);
const pods = (status: Reading['status'], summary: string) =>
  reading('workload', status, {}, { summary });

const refused = rate({ 401: 0.9 }, 'degraded');
const limited = (rateLimitedPerMinute: number) =>
  reading('error-rate', 'ok', { rateLimitedPerMinute });

it.each<[VerifiedBy, Reading[], Verification['state'], RegExp]>([
  [
    'authentication-errors',
    [refused],
    'errors-continue',
    /^90% of requests still fail with 401 or 403\. Before: 90% of requests\.$/,
  ],
  [
    'authentication-errors',
    [rate({ 403: 0.01 }, 'degraded')],
    'errors-continue',
    /^1% of requests still/,
  ],
  [
    'authentication-errors',
    [rate({ 500: 0.5 }, 'degraded')],
    'verified',
    /any more\. Before: 90% of requests\.$/,
  ],
  ['authentication-errors', [noTraffic], 'waiting', /No request was made/],
  [
    'authentication-errors',
    [reading('error-rate', 'unknown')],
    'waiting',
    /can't be read/,
  ],
  ['authentication-errors', [], 'waiting', /can't be read/],

  ['rate-limits', [limited(0)], 'verified', /^No request is refused with 429/],
  ['rate-limits', [limited(1)], 'verified', /^1 request a minute is refused/],
  ['rate-limits', [limited(5)], 'verified', /^5 requests a minute are/],
  ['rate-limits', [limited(6)], 'errors-continue', /more than 5\.$/],
  ['rate-limits', [noTraffic], 'waiting', /No request was made/],

  [
    'users-served',
    [rate({}, 'ok'), health('degraded')],
    'verified',
    /^Users are served: no request fails; .* degraded\. Before: 90% of requests\.$/,
  ],
  [
    'users-served',
    [rate({ 500: 0.02 }, 'ok')],
    'verified',
    /^Users are served: 2% of requests fail\. Before: 90%/,
  ],
  [
    'users-served',
    [rate({ 500: 0.16 }, 'degraded'), health('degraded')],
    'verified',
    /^Most users are served: at most 16% of requests fail, .*; integration health is degraded\. Before: 90%/,
  ],
  [
    'users-served',
    [rate({ 500: 0.42 }, 'degraded'), health('degraded')],
    'errors-continue',
    /^42% of requests fail; integration health is degraded\. Before: 90% of requests\.$/,
  ],
  [
    'users-served',
    [rate({ 500: 0.42 }, 'degraded'), health('failing')],
    'errors-continue',
    /^42% of requests fail; integration health is failing\. Before: 90%/,
  ],
  [
    'users-served',
    [rate({ 500: 0.42 }, 'degraded')],
    'errors-continue',
    /^42% of requests fail\. Before: 90% of requests\.$/,
  ],
  [
    'users-served',
    [rate({ 500: 0.42 }, 'degraded'), health('ok')],
    'verified',
    /^Users are served: integration health is ok\. For 42% of requests the try at Ideogram still fails\. Before: 90%/,
  ],
  [
    'users-served',
    [rate({}, 'ok'), health('failing')],
    'waiting',
    /^No request fails; integration health is failing\.$/,
  ],
  [
    'users-served',
    [reading('error-rate', 'unknown'), health('ok')],
    'verified',
    /^Users are served: integration health is ok\.$/,
  ],
  [
    'users-served',
    [health('degraded')],
    'waiting',
    /^The error rate can't be read; integration health is degraded\.$/,
  ],
  [
    'users-served',
    [reading('error-rate', 'unknown'), health('unknown')],
    'waiting',
    /^Error rate and health can't be read/,
  ],
  ['users-served', [noTraffic, health('ok')], 'waiting', /No request/],

  ['no-errors', [rate({}, 'ok'), health('ok')], 'verified', /health is ok/],
  ['no-errors', [rate({}, 'ok'), health('degraded')], 'waiting', /degraded/],
  ['no-errors', [rate({ 500: 0.3 }, 'degraded')], 'errors-continue', /^Some/],
  ['no-errors', [rate({}, 'ok'), health('unknown')], 'verified', /unknown/],
  ['no-errors', [health('ok')], 'waiting', /can't be read/],

  ['pods', [pods('ok', '6 of 6 pods available')], 'verified', /^6 of 6/],
  ['pods', [pods('degraded', '5 of 6 pods available')], 'waiting', /^5 of 6/],
  ['pods', [reading('workload', 'unknown')], 'waiting', /can't be read/],

  ['confirmation', [], 'verified', /^$/],
])('by %s, %#: %j is %s', (by, now, state, text) => {
  const verification = verifyBy(by, now, [refused]);
  expect(verification.state).toBe(state);
  expect(verification.text).toMatch(text);
});

it('says nothing of before where it is not known', () => {
  const { text } = verifyBy('authentication-errors', [rate({}, 'ok')], []);
  expect(text).toBe('No request fails with 401 or 403 any more.');
});

describe('that users are served', () => {
  const some = (share: number) => rate({ 500: share }, 'degraded');

  it.each<[string, Reading[], Reading[], RegExp]>([
    [
      'few errors, where there were hardly more before',
      [some(0.2)],
      [some(0.3)],
      /^20% of requests fail\. Before: 30% of requests\.$/,
    ],
    [
      'errors that have only halved',
      [some(0.22)],
      [some(0.45)],
      /^22% of requests fail\. Before: 45% of requests\.$/,
    ],
    [
      'a health check that has not seen the trouble either',
      [some(0.42), health('ok')],
      [some(0.9), health('ok')],
      /^42% of requests fail; integration health is ok, as it was before\. Before: 90%/,
    ],
  ])('is not seen by %s', (_, now, earlier, text) => {
    expect(verifyBy('users-served', now, earlier)).toEqual({
      state: 'errors-continue',
      text: expect.stringMatching(text),
    });
  });

  it('is seen by few errors where those from before are not known', () => {
    expect(verifyBy('users-served', [some(0.2)], []).state).toBe('verified');
  });
});
