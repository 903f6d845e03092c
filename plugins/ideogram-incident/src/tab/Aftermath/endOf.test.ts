import type {
  Operation,
  Outage,
} from 'backstage-plugin-ideogram-incident-common';
import { operation } from '../../testing/operations';
import { endOf } from './endOf';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;

const outage: Outage = {
  level: 'P1',
  errorClass: 'vendor-fault',
  since: at('13:52'),
  lastSeenAt: at('14:09'),
  until: at('14:10'),
};
const done = (
  finishedAt: string | undefined,
  changes: Partial<Operation> = {},
): Operation =>
  operation('op', at('13:40'), {
    status: finishedAt ? 'succeeded' : 'running',
    finishedAt: finishedAt && at(finishedAt),
    ...changes,
  });

it.each<[string, Partial<Outage>, Operation[] | undefined, string]>([
  ['nobody did anything', {}, [], 'by-itself'],
  [
    'nobody refuses a key by itself',
    { errorClass: 'authentication' },
    [],
    'without-action',
  ],
  ['nobody knows when it ended', { until: undefined }, [], 'not-known'],
  ["operations can't be read", {}, undefined, 'not-known'],
  ['something was done in it', {}, [done('14:00')], 'after-action'],
  ['something was done before it', {}, [done('13:45')], 'by-itself'],
  [
    'something was begun after it',
    {},
    [done('14:20', { createdAt: at('14:15') })],
    'by-itself',
  ],
  [
    'something was under way at its end',
    {},
    [done(undefined)],
    'during-action',
  ],
  [
    'what was under way at its end was seen to help later',
    {},
    [done('14:12', { createdAt: at('14:05'), outcome: 'verified' })],
    'after-action',
  ],
  [
    'what was under way at its end failed later',
    {},
    [done('14:12', { createdAt: at('14:05'), status: 'failed' })],
    'not-known',
  ],
  [
    'nobody approved what waited at its end',
    {},
    [done('14:12', { createdAt: at('14:05'), status: 'withdrawn' })],
    'by-itself',
  ],
  [
    'errors went on after what was done',
    {},
    [done('14:00', { outcome: 'errors-continue' })],
    'by-itself',
  ],
  [
    'what was done failed',
    {},
    [done('14:00', { status: 'failed' })],
    'by-itself',
  ],
  [
    'somebody only looked',
    {},
    [done('14:00', { action: 'verify-credential' })],
    'by-itself',
  ],
])('%s', (_, changes, operations, kind) => {
  expect(endOf({ ...outage, ...changes }, operations).kind).toBe(kind);
});

it('credits what was seen to help, and not what came after it', () => {
  const rotation = done('14:07', {
    action: 'rotate-credential',
    outcome: 'verified',
  });
  const end = endOf(outage, [
    done('14:09', { action: 'disable-fallback', outcome: 'errors-continue' }),
    done('14:08', { action: 'restart', outcome: 'unverified' }),
    rotation,
  ]);
  expect(end).toEqual({ kind: 'after-action', operation: rotation });
});

it('names the last of what was done', () => {
  const end = endOf(
    outage,
    ['13:55', '14:05', '14:01'].map(time =>
      done(time, { createdAt: at(time) }),
    ),
  );
  expect(end).toMatchObject({
    operation: { finishedAt: at('14:05') },
  });
});
