import { personsText } from './personsText';

// As Ideogram and the sandbox make them.
const KEY = 'cb5zeOG1lbTsqRLnj7mDWtpFz8Yi2xQk';

it.each([
  ['a key by itself', `The key ${KEY} works`, 'The key [masked] works'],
  ['a key in quotes', `“${KEY}”.`, '“[masked]”.'],
  [
    'a key with a control in its midst',
    `${KEY.slice(0, 16)}\u2066${KEY.slice(16)}`,
    '[masked]',
  ],
  ['a value that is known', 'It is hunter22', 'It is [masked]'],
  ['what a name gives away', 'password=abc', 'password=[masked]'],
])('masks %s', (_, text, shown) => {
  expect(personsText(text, ['hunter22'])).toBe(shown);
});

it.each([
  'Rolls back a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
  'pod ideogram-integration-7d9f8b6c5d-x2x4z, op 0d7b3c5e-9f6f-4bb5-8a55-0c5c2a4f2d11',
  'see https://docs.example.com/d/1aB9zeOG1lbTsqRLnj7mDWtpFz8Yi2xQk/edit',
  'ideogramIncidentRemediationActions2 in IDEOGRAM_FALLBACK_MODE_V2_ENABLED',
  'Image-generator-Production-2026-11',
  'Ausfall bei Ideogram: Ersatz an, Grüße aus Übersee',
  'انقطاع الخدمة',
])('leaves %j as it is', text => {
  expect(personsText(text)).toBe(text);
});

it('takes out what turns texts around', () => {
  expect(personsText('ab\u202ecd\u202c \u2067ef\u2069\u200f\u200e')).toBe(
    'abcd ef',
  );
});
