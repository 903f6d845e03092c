import { httpStatusOf, normalise } from './message';

it.each([
  ['Request failed with status code 401', 401],
  ['status=503 path=/generate', 503],
  ['{"status":402,"error":"insufficient_funds"}', 402],
  ['{"err":{"response":{"statusCode":"429"}}}', 429],
  ['{"httpStatus": 500}', 500],
  ['{"http.status_code":503}', 503],
  ['{"status":"error","statusCode":503}', 503],
  ['HTTP 503', 503],
  ['HTTP/1.1 502 from upstream', 502],
  ['HTTP error 403', 403],
  ['503 Service Unavailable', 503],
  ['401 Client Error: Unauthorized for url', 401],
  ['Ideogram API answered 503 req-1', 503],
  ['vendor responded with a 500', 500],
  ['ideogram returned status 429', 429],
  ['error (402): no credit', 402],
  ['APIError: Error code: 401 - {}', 401],
  ['{"status":500,"upstream_status":401}', 401],
  ['{"ideogramStatus":402,"status":500}', 402],
  // What only looks like one.
  ['failed after 500 ms', undefined],
  ['failed: 500 ms passed', undefined],
  ['got 500 items, error in one', undefined],
  ['error in line 503', undefined],
  ['status=200 error=timeout', undefined],
  ['error at 10.0.0.503:4031', undefined],
  ['error 5031', undefined],
  ['error 503.5', undefined],
  ['status=600', undefined],
  ['socket hang up', undefined],
])('%s names %s', (line, expected) => {
  expect(httpStatusOf(line)).toBe(expected);
});

it.each([
  ['request 1234 took 56 ms', 'request <n> took <n> ms'],
  ['took 1234ms', 'took <n>ms'],
  ['request req_8f3k2a9 failed', 'request <id> failed'],
  [
    'id 123e4567-e89b-12d3-a456-426614174000 at 10.0.0.1:8080',
    'id <id> at <address>',
  ],
  [
    '2026-11-23 12:04:11,123 ERROR since 2026-11-23T12:04:11Z',
    'ERROR since <time>',
  ],
  ['commit 8c2e1f0 by worker-12', 'commit <id> by worker-<n>'],
  ['sha256 of model ideogram-v3', 'sha256 of model ideogram-v3'],
  ['answered 503 after 503 of 504', 'answered 503 after 503 of <n>'],
])('%s becomes %s', (message, expected) => {
  expect(normalise(message, 503)).toBe(expected);
});
