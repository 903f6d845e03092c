import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { isOutageOver, isRateLimitOver } from './reasonGone';

const reading = (probe: string, status: string, details?: object) =>
  ({ probe, status, details } as Reading);

it.each([
  ['ok', 'ok', true],
  ['failing', 'ok', false],
  ['ok', 'degraded', false],
  ['unknown', 'ok', false],
  ['ok', 'unknown', false],
])(
  'with a status page %s and errors %s, an outage is over: %p',
  (page, rate, over) => {
    const readings = [
      reading('status-page', page),
      reading('error-rate', rate),
    ];
    expect(isOutageOver(readings)).toBe(over);
  },
);

it('does not take what is not read for over', () => {
  expect(isOutageOver([])).toBe(false);
  expect(isOutageOver([reading('error-rate', 'ok')])).toBe(false);
  expect(isRateLimitOver([])).toBe(false);
});

it.each([
  ['ok', { rateLimitedPerMinute: 0 }, true],
  ['degraded', { rateLimitedPerMinute: 0 }, true],
  ['ok', { rateLimitedPerMinute: 0.2 }, false],
  ['unknown', { rateLimitedPerMinute: 0 }, false],
  ['ok', undefined, false],
])(
  'with errors %s and %j, the rate limit is over: %p',
  (status, details, over) => {
    expect(isRateLimitOver([reading('error-rate', status, details)])).toBe(
      over,
    );
  },
);
