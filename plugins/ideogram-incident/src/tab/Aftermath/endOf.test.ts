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
  ['something was under way at its end', {}, [done(undefined)], 'not-known'],
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

it('names the last of what was done', () => {
  const end = endOf(outage, [done('13:55'), done('14:05'), done('14:01')]);
  expect(end).toMatchObject({
    operation: { finishedAt: at('14:05') },
  });
});
