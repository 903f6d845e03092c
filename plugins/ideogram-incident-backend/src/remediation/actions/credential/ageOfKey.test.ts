import type { V1Secret } from '@kubernetes/client-node';
import { ageInWords, changedBy, olderPodsInWords } from './ageOfKey';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const writer = (time: unknown, ...keys: string[]) => ({
  manager: 'somebody',
  time,
  fieldsV1: {
    'f:data': Object.fromEntries(keys.map(key => [`f:${key}`, {}])),
  },
});
const secretOf = (managedFields: unknown, creationTimestamp?: unknown) =>
  ({ metadata: { managedFields, creationTimestamp } } as V1Secret);

it.each<[string, unknown, string | undefined]>([
  [
    'its writer',
    [writer('2026-11-23T12:00:00Z', 'api-key')],
    '2026-11-23T12:00:00.000Z',
  ],
  [
    'the last of several',
    [
      writer(new Date('2026-11-20T12:00:00Z'), 'api-key'),
      writer(new Date('2026-11-23T12:00:00Z'), 'api-key', 'other'),
      writer(new Date('2026-11-24T12:00:00Z'), 'other'),
    ],
    '2026-11-23T12:00:00.000Z',
  ],
  [
    'writers of other keys',
    [writer('2026-11-23T12:00:00Z', 'other')],
    undefined,
  ],
  [
    'odd ones',
    [
      null,
      {},
      { fieldsV1: null },
      writer('soon', 'api-key'),
      writer(null, 'api-key'),
    ],
    undefined,
  ],
  ['no list', 'api-key', undefined],
])('tells when a key was changed by %s', (_, managedFields, expected) => {
  const changed = changedBy(secretOf(managedFields), 'api-key');
  expect(changed && new Date(changed).toISOString()).toBe(expected);
});

it.each([
  [
    secretOf([writer('2026-11-23T12:00:00Z', 'api-key')], new Date(0)),
    'It has been there for at least 2 days.',
  ],
  [
    secretOf(undefined, new Date('2026-11-25T11:00:00Z')),
    'The secret is 1 h old; when its key was last changed is not known.',
  ],
  // The clock of the cluster is ahead.
  [
    secretOf([writer('2026-11-25T12:00:05Z', 'api-key')]),
    'It has been there for at least 0 s.',
  ],
  [secretOf(undefined), undefined],
])('tells how old a key is: %#', (secret, expected) => {
  expect(ageInWords(secret, 'api-key', NOW)).toBe(expected);
});

const started = (...times: (string | undefined)[]) =>
  times.map(startedAt => ({ startedAt }));
const BEFORE = '2026-11-25T11:59:59Z';
const AFTER = '2026-11-25T12:00:00Z';

it.each([
  [
    started(BEFORE, BEFORE, AFTER),
    expect.stringMatching(/^2 of 3 pods were started before, and may/),
  ],
  [
    started(BEFORE, AFTER, AFTER),
    expect.stringMatching(/^1 of 3 pods was started before, and may/),
  ],
  [started(AFTER, undefined, 'soon'), undefined],
  [[], undefined],
])('counts the pods that are older than the key: %j', (pods, expected) => {
  const words = olderPodsInWords(pods, NOW);
  expect(words).toEqual(expected);
});
