import { canonicalJson, contentHash } from './contentHash';

it('is the same whatever the order of keys, and what is not set', () => {
  const one = { b: [1, { d: 'x', c: null }], a: undefined, e: 'é' };
  const other = { e: 'é', b: [1, { c: null, d: 'x' }] };
  expect(canonicalJson(one)).toBe('{"b":[1,{"c":null,"d":"x"}],"e":"é"}');
  expect(contentHash(one)).toBe(contentHash(other));
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
});

it('is what is stored with requests that were taken before', () => {
  expect(
    contentHash({
      entityRef: 'component:default/checkout',
      target: 'production',
      action: 'scale-out',
      reason: 'A campaign “starts” \u2028 🔥',
      parameters: { replicas: 6, share: 0.1, tiny: 1e-7, none: undefined },
    }),
  ).toBe('54a95b13f3f102251ca6aa9b7205339fcb0b46ed501151ea77da8b2545391dcd');
});

it('takes half a character for none', () => {
  expect(canonicalJson({ '\ud83d': '\ud83d' })).toBe('{"\ufffd":"\ufffd"}');
  expect(canonicalJson('🔥')).toBe('"🔥"');
  expect(canonicalJson(undefined)).toBe('null');
});
