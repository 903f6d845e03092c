import { routes } from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import { parse } from './parse';

const { runAction, rejectOperation, triage, metrics, operation } = routes;
const path = { kind: 'component', namespace: 'default', name: 'checkout' };

it.each<[string, z.ZodType, unknown, string]>([
  [
    'an empty target',
    triage.query,
    { target: '' },
    'target: must not be empty',
  ],
  [
    'a long target',
    triage.query,
    { target: 'x'.repeat(254) },
    'target: must have at most 253 characters',
  ],
  [
    'two targets',
    triage.query,
    { target: ['a', 'b'] },
    'target: must be a single string',
  ],
  [
    'a long name',
    triage.params,
    { ...path, name: 'x'.repeat(64) },
    'name: must have at most 63 characters',
  ],
  [
    'a name of other signs',
    triage.params,
    { ...path, name: 'a/b' },
    'name: must be letters, digits and -_.~@+, beginning and ending with a letter or digit',
  ],
  [
    'a duration of another form',
    metrics.query,
    { since: '2h' },
    'since: must be an ISO 8601 duration between PT1M and P31D, such as PT2H',
  ],
  [
    'an id of another form',
    operation.params,
    { id: 'last' },
    'id: must be the id of an operation',
  ],
  [
    'fields that are not known',
    runAction.body!,
    { dryrun: true, target: 'production', 'no\nfield': 1 },
    'dryrun: is not a known field; no field: is not a known field',
  ],
  ['a list', runAction.body!, [], 'body: must be an object'],
  [
    'a flag in words',
    runAction.body!,
    { dryRun: 'yes' },
    'dryRun: must be true or false',
  ],
  [
    'parameters with a long name',
    runAction.body!,
    { parameters: { ['x'.repeat(101)]: 1 } },
    `parameters.${'x'.repeat(68)}…: has a name that is not allowed`,
  ],
  ['no reason', rejectOperation.body!, {}, 'reason: is missing'],
  [
    'an empty reason',
    rejectOperation.body!,
    { reason: ' ' },
    'reason: must not be empty',
  ],
  [
    'what an action of others may ask for',
    z.object({
      pods: z.int().min(1),
      zones: z.array(z.string()).min(2),
      mode: z.enum(['queue', 'drop']),
      region: z.string().regex(/^eu-/),
    }),
    { pods: 0, zones: ['a'], mode: 'all', region: 'us' },
    'pods: must be at least 1; zones: must have at least 2 entries; mode: must be queue or drop; region: has the wrong format',
  ],
])('says of %s what is wrong', (_, schema, input, message) => {
  expect(() => parse(schema, input)).toThrow(
    expect.objectContaining({ name: 'InputError', message }),
  );
});

it('masks a value that is quoted, or stands in the place of a name', () => {
  const schema = z.strictObject({
    password: z.string().refine(() => false, {
      error: ({ input }) => `${input} is too weak`,
    }),
  });
  const token = 'ghp_0123456789abcdefghij0123456789abcdef';
  const input = { password: 'hunter22', [token]: 1 };
  expect(() => parse(schema, input)).toThrow(
    expect.objectContaining({
      message: expect.not.stringMatching(/hunter22|ghp_/),
    }),
  );
});

it('is bounded in number', () => {
  const fields = Object.fromEntries(
    Array.from({ length: 1_000 }, (_, index) => [`field${index}`, 1]),
  );
  expect(() => parse(runAction.body!, fields)).toThrow(
    /^(?:field\d+: is not a known field(?:; |$)){10}$/,
  );
});
