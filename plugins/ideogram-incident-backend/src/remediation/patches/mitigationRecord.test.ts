import { deploymentOf } from './__testUtils__/deployment';
import { annotationOf, recordOf, recordText } from './mitigationRecord';

it.each([
  ['IDEOGRAM_FALLBACK', /^ideogram-incident\/mitigation\.ideogram-fallback$/],
  ['A', /^ideogram-incident\/mitigation\.a$/],
  ['ideogram_fallback', /^ideogram-incident\/mitigation\.ideogram-fallback-/],
  ['_PRIVATE_', /^ideogram-incident\/mitigation\.private-[0-9a-f]{8}$/],
  ['___', /^ideogram-incident\/mitigation\.[0-9a-f]{8}$/],
  ['E'.repeat(253), /^ideogram-incident\/mitigation\.e{43}-[0-9a-f]{8}$/],
])('%s is on record in %s', (env, annotation) => {
  const name = annotationOf(env);
  expect(name).toMatch(annotation);
  expect(name.split('/')[1]).toMatch(
    /^(?=.{1,63}$)[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/,
  );
});

it('tells names apart that are the same in lower case', () => {
  const names = ['FOO', 'foo', 'Foo', 'FOO_', '_FOO'].map(annotationOf);
  expect(new Set(names).size).toBe(names.length);
});

const RECORD = {
  action: 'enable-fallback',
  container: 'app',
  env: 'MODE',
  value: 'on',
  before: { name: 'MODE', value: 'off' },
  since: '2026-11-25T12:00:00.000Z',
  by: 'user:default/jane',
};
const recorded = (text: unknown) =>
  deploymentOf({ metadata: { annotations: { [annotationOf('MODE')]: text } } });

it('reads what was written, and nothing that could steer a patch', () => {
  const before = { ...RECORD.before, $patch: 'replace', other: 1 };
  const text = JSON.stringify({ ...RECORD, before, more: true });
  expect(recordOf(recorded(text), 'MODE')).toEqual(RECORD);
});

it.each([
  ['none', undefined],
  ['no text', 5],
  ['no JSON', '{'],
  ['no object', 'null'],
  ['a megabyte', JSON.stringify({ ...RECORD, value: 'x'.repeat(1_000_000) })],
  ['another env', JSON.stringify({ ...RECORD, env: 'OTHER' })],
  [
    'another entry',
    JSON.stringify({ ...RECORD, before: { name: 'PATH', value: '/' } }),
  ],
  ['no time', JSON.stringify({ ...RECORD, since: 'yesterday' })],
  ['no value', JSON.stringify({ ...RECORD, value: null })],
])('takes %s for no record', (_, text) => {
  expect(recordOf(recorded(text), 'MODE')).toBeUndefined();
});

it('writes only what it can read again', () => {
  const longest = 64 * 1024;
  const recordWith = (length: number) => ({
    ...RECORD,
    before: { name: 'MODE', value: 'x'.repeat(length) },
  });
  const room = longest - JSON.stringify(recordWith(0)).length;
  const text = recordText(recordWith(room));
  expect(recordOf(recorded(text), 'MODE')).toEqual(recordWith(room));
  expect(() => recordText(recordWith(room + 1))).toThrow(
    expect.objectContaining({
      name: 'ActionError',
      problem: {
        issue: "Nothing was changed: what MODE is now can't be kept on record.",
        cause:
          'The record would be 65 KiB long, and at most 64 KiB can be read again.',
        solution: 'Shorten MODE where it is deployed from, or change it there.',
      },
    }),
  );
});
