import { normalise } from './normalise';

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
