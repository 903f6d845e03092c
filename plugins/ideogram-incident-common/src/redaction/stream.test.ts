import { createMasker } from './masker';

const KEY = 'Qm7wL2vX9pTz4KcB';

function streamed(text: string, chunk: number, known: string[] = []) {
  const masker = createMasker(known);
  const stream = masker.stream();
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += chunk) {
    parts.push(stream.write(text.slice(from, from + chunk)));
  }
  parts.push(stream.end());
  return { text: parts.join(''), counts: masker.counts };
}

const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA\n'.repeat(
  25,
)}-----END RSA PRIVATE KEY-----`;
const LINES = [
  '2026-11-23T12:00:00Z INFO image made in 900 ms',
  `2026-11-23T12:00:00Z ERROR Api-Key: ${KEY} refused`,
  `- name: API_KEY\n  value: ${KEY}`,
  `progress 10%\rprogress 20%\rtoken=${KEY}\rdone`,
  `\u001b[31mpassword\u001b[0m=${KEY}`,
  PEM,
  PEM.split('\n')
    .map(line => `2026-11-23T12:00:00.000000000Z ${line}`)
    .join('\n'),
  `rawHeaders: [\n  'Api-Key',\n  '${KEY}',\n]`,
  'broken \u00ff\u0000\u00fe bytes',
];

it.each([1_009, 65_536, 500_000, 3_000_000])(
  'masks the same as all at once, in chunks of %s',
  chunk => {
    const text = Array.from(
      { length: 12_000 },
      (_, index) => `${LINES[index % LINES.length]} ${index}`,
    ).join('\n');
    const masker = createMasker();
    const whole = masker.mask(text);
    const { text: shown, counts } = streamed(text, chunk);
    expect(shown === whole).toBe(true);
    expect(shown).not.toMatch(/Qm7wL2vX|9pTz4KcB|MIIEpAIB/);
    expect(counts).toEqual(masker.counts);
  },
);

it('masks what two chunks share, wherever they part', () => {
  const before = 'x'.repeat(600_000);
  const text = `${before} token=${KEY} ${btoa(KEY)} ${PEM} after`;
  for (let at = 0; at < text.length - before.length; at += 37) {
    const stream = createMasker([KEY]).stream();
    const cut = before.length + at;
    const shown =
      stream.write(text.slice(0, cut)) +
      stream.write(text.slice(cut)) +
      stream.end();
    expect(shown.slice(before.length)).toBe(
      ' token=[masked] [masked] [masked] after',
    );
  }
});

it('passes a line of 100 MB on in memory that is bounded', () => {
  const stream = createMasker([KEY]).stream();
  const chunk = `${'a line without an end '.repeat(3_000)} token=${KEY} `;
  let taken = 0;
  let given = 0;
  let most = 0;
  while (taken < 100_000_000) {
    taken += chunk.length;
    const shown = stream.write(chunk);
    given += shown.length + (shown.split('[masked]').length - 1) * 8;
    most = Math.max(most, taken - given);
    expect(shown).not.toContain(KEY);
  }
  given += stream.end().length;
  expect(most).toBeLessThan(2_000_000);
  expect(given / taken).toBeCloseTo(1, 1);
});

it('masks a value that is longer than all that is held, to its line’s end', () => {
  const shown = streamed(
    `one\n"token":"${'S3cr3t'.repeat(500_000)}"}\ntwo token=${KEY}\n`,
    100_000,
  );
  expect(shown).toEqual({
    text: 'one\n"token":"[masked]\ntwo token=[masked]\n',
    counts: { 'named-value': 2 },
  });
});

it('hides no more than a key that was cut', () => {
  const log = 'connection refused by db\n'.repeat(50_000);
  const cut = `${PEM.slice(0, 120)}\n${log}`;
  const { text, counts } = streamed(cut, 65_536);
  expect(counts).toEqual({ 'private-key': 1 });
  expect(text.length).toBeGreaterThan(log.length - 100);
});
