import { classifyErrorType } from 'backstage-plugin-ideogram-incident-common';
import { failureMatchersOf, matchersOf, patternOf } from './errorTypes';

const CLASSES = [
  'authentication',
  'billing',
  'rate-limited',
  'blocked',
] as const;

/** Go writes "small and large are the same" into the expression. */
const matches = (pattern: string, label: string) =>
  new RegExp(`^(?:${pattern.replace('(?i)', '')})$`, 'i').test(label);

it.each([
  ...['401', '402', '403', '422', '429', '400', '404', '500', '503', '4010'],
  ...['HTTP 401', 'http_429', 'status=402', 'code-422', '403 Forbidden', ''],
  ...['auth', 'auth_error', 'Unauthorized', 'unauthorised', 'Forbidden'],
  ...['AuthenticationError', 'permission_denied', 'invalid_api_key'],
  ...['payment_required', 'insufficient_funds', 'InsufficientCredits'],
  ...['no_credit', 'out of credits', 'daily_limit', 'quota_exceeded'],
  ...['rate_limit', 'RateLimitError', 'rate-limited', 'too_many_requests'],
  ...['throttled', 'TooManyRequests', 'in_flight_limit', 'inflight_limit'],
  ...['blocked', 'safety', 'safety_blocked', 'content_filter', 'moderation'],
  ...['nsfw', 'prompt_rejected', 'unprocessable_entity', 'SafetyError'],
  ...['network', 'timeout', 'ECONNREFUSED', 'server_error', 'unknown'],
  ...['vendor', 'safety_service_unavailable', 'moderation_timeout', 'other'],
])('sorts the label %p as the portal does', label => {
  const found = CLASSES.filter(each => matches(patternOf(each), label));
  const expected = classifyErrorType(label);
  expect(found).toEqual(CLASSES.filter(each => each === expected));
});

it("lets the operator's own classes go first", () => {
  const own = { 'Key?': 'authentication', auth: 'network' } as const;
  expect(matchersOf('why', 'authentication', own)).toEqual([
    expect.stringMatching(/^why=~".*",why!~"\(\?i\)\(auth\)"$/),
    String.raw`why=~"(?i)(Key\\?)"`,
  ]);
  expect(failureMatchersOf('why', own)).toEqual([
    expect.stringMatching(/^why!~".*blocked.*"$/),
    String.raw`why=~"(?i)(Key\\?|auth)"`,
  ]);
});
