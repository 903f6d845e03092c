import { classifyErrorType, errorTypesInWords } from './errorClass';

it.each([
  ['401', 'authentication'],
  ['403', 'authentication'],
  ['auth', 'authentication'],
  ['AUTH_ERROR', 'authentication'],
  ['Unauthorized', 'authentication'],
  ['forbidden', 'authentication'],
  ['invalid-api-key', 'authentication'],
  ['402', 'billing'],
  ['billing', 'billing'],
  ['quota', 'billing'],
  ['QuotaExceededError', 'billing'],
  ['insufficient_funds', 'billing'],
  ['429', 'rate-limited'],
  ['rate_limit', 'rate-limited'],
  ['rate_limited', 'rate-limited'],
  ['RateLimitError', 'rate-limited'],
  ['too many requests', 'rate-limited'],
  ['500', 'vendor-fault'],
  ['503', 'vendor-fault'],
  ['599', 'vendor-fault'],
  ['5xx', 'vendor-fault'],
  ['http_502', 'vendor-fault'],
  ['503 Service Unavailable', 'vendor-fault'],
  ['server_error', 'vendor-fault'],
  ['internal_server_error', 'vendor-fault'],
  ['timeout', 'network'],
  ['network', 'network'],
  ['NetworkError', 'network'],
  ['ECONNREFUSED', 'network'],
  ['EAI_AGAIN', 'network'],
  ['0', 'network'],
  ['422', 'blocked'],
  ['safety', 'blocked'],
  ['content_policy_violation', 'blocked'],
  ['400', 'unclassified'],
  ['404', 'unclassified'],
  ['413', 'unclassified'],
  ['4xx', 'unclassified'],
  ['5000', 'unclassified'],
  ['', 'unclassified'],
  ['error', 'unclassified'],
  ['constructor', 'unclassified'],
  ['__proto__', 'unclassified'],
  ['weird', 'unclassified'],
])('%s is %s', (errorType, errorClass) => {
  expect(classifyErrorType(errorType)).toBe(errorClass);
});

it('knows what the operator adds, in any case, before its own table', () => {
  const more = { 'Kaput Now': 'vendor-fault', '404': 'network' } as const;
  expect(classifyErrorType('kaput now', more)).toBe('vendor-fault');
  expect(classifyErrorType('404', more)).toBe('network');
  expect(classifyErrorType('401', more)).toBe('authentication');
});

it.each([
  [[], ''],
  [['503'], 'with 503'],
  [['503', '500', '502'], 'with 503, 500 or 502'],
  [['network'], '(network)'],
  [['503', 'timeout'], '(503 or timeout)'],
  [['000'], '(000)'],
  [[`a\nb ${'x'.repeat(90)}`], `(a b ${'x'.repeat(35)}…)`],
])('%j are said as %j', (errorTypes, words) => {
  expect(errorTypesInWords(errorTypes)).toBe(words);
});
