import { maskSecrets } from './masker';

const KEY = 'Zx9+/q w"k-4821';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the known value', () => {
  it.each([
    ['raw', `sent ${KEY} again`],
    ['as JSON', `{"k":${JSON.stringify(KEY)}}`],
    ['percent-encoded', `GET /?k=${encodeURIComponent(KEY)}`],
    ['percent-encoded in small letters', '/?k=Zx9%2b%2fq%20w%22k-4821'],
    ['as a form', `k=${encodeURIComponent(KEY).replace(/%20/g, '+')}`],
    ['in base64', `data: ${base64(KEY)}`],
    ['in base64 with a line break', `data: ${base64(`${KEY}\n`)}`],
    ['in base64url', Buffer.from(KEY).toString('base64url')],
    ['in the midst of base64, after one byte', base64(`a${KEY}bcd`)],
    ['in the midst of base64, after two bytes', base64(`ab${KEY}bcd`)],
    ['in the midst of base64, after three bytes', base64(`abc${KEY}bcd`)],
    ['in hex', Buffer.from(KEY).toString('hex')],
    ['in capital hex', Buffer.from(KEY).toString('hex').toUpperCase()],
    ['as bytes', `[${[...Buffer.from(KEY)].join(' ')}]`],
    ['as JSON in JSON', JSON.stringify(JSON.stringify({ k: KEY }))],
  ])('is masked %s', (_, text) => {
    const result = maskSecrets(text, [KEY]);
    expect(result.masked).toBe(1);
    expect(result.text).toContain('[masked]');
    expect(result.text).not.toMatch(/Zx9|4821|Wng5|5a7839/i);
  });

  it('is counted each time', () => {
    expect(maskSecrets(`${KEY} ${KEY}`, [KEY])).toEqual({
      text: '[masked] [masked]',
      masked: 2,
    });
  });

  it('does nothing where it is empty, short, or no text at all', () => {
    const text = 'a b c \ud800';
    expect(maskSecrets(text, ['', ' ', 'a', 'b c'])).toEqual({
      text,
      masked: 0,
    });
    expect(maskSecrets('x \ud800abcd', ['\ud800abcd']).masked).toBe(1);
  });
});

const S = 's3cr3t-V4lue';

it('is known as bytes of UTF-8, each a character', () => {
  const key = 'schlüssel-4821';
  const bytes = Buffer.from(`sent ${key}`).toString('latin1');
  expect(maskSecrets(bytes, [key]).text).toBe('sent [masked]');
});

describe('what a name gives away', () => {
  it.each([
    `Api-Key: ${S}`,
    `> api-key: ${S}`,
    `curl -H 'Api-Key: ${S}' https://api.ideogram.ai`,
    `curl -H "Authorization: Bearer ${S}" https://x`,
    `Authorization: Basic ${S}`,
    `Proxy-Authorization: Negotiate ${S}`,
    `{"headers":{"Authorization":"Bearer ${S}"}}`,
    `headers: { 'Api-Key': '${S}' }`,
    `rawHeaders: [ 'Api-Key', '${S}' ]`,
    `map[Api-Key:[${S}] Accept:[*/*]]`,
    `Set-Cookie: session=${S}; Path=/`,
    `IDEOGRAM_API_KEY=${S} node .`,
    `export API_KEY_2="${S}"`,
    `apiKey=${S}&size=2`,
    `{"apiKey": "${S}", "size": 2}`,
    String.raw`"{\"api_key\":\"${S}\",\"size\":2}"`,
    `{"clientSecret":"a\\"${S}"}`,
    `password: ${S}`,
    `  dbPassword: one two ${S}`,
    `password => ${S}`,
    `passwd=${S},user=x`,
    `token=${S}`,
    `token: ${S}`,
    `access_token="${S}"`,
    `AWS_SECRET_ACCESS_KEY=${S}`,
    `- name: API_KEY\n  value: ${S}`,
    `{"name":"API_KEY","value":"${S}"}`,
    `login --password ${S} --size 2`,
    `kubectl create secret generic x --from-literal=api-key=${S}`,
    `https://ideogram.ai/api/images/a.png?exp=1&sig=${S}`,
    `https://bucket/a?X-Amz-Signature=${S}&b=1`,
    `body=api_key%3D${S}`,
    `secret: '${S}`,
  ])('is masked: %s', text => {
    const result = maskSecrets(text);
    expect(result.text).not.toMatch(/s3cr3t|V4lue/);
    expect(result.masked).toBe(1);
  });

  it('leaves what stands around it', () => {
    expect(
      maskSecrets(
        `status=401 Authorization: Bearer ${S}, path=/v1 apiKey=${S}, size=2`,
      ),
    ).toEqual({
      text: 'status=401 Authorization: Bearer [masked], path=/v1 apiKey=[masked], size=2',
      masked: 2,
    });
  });
});

describe('what its own form gives away', () => {
  const pem = [
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIEpAIBAAKCAQEA',
    '-----END RSA PRIVATE KEY-----',
  ].join('\n');

  it.each([
    ['a private key', `before ${pem} after`, 'before [masked] after'],
    ['a cut private key', `before ${pem.slice(0, 40)}`, 'before [masked]'],
    [
      'an address with a password',
      'connect postgres://app:p4ss@db:5432/x and ftp://u@h',
      'connect postgres://[masked]@db:5432/x and ftp://[masked]@h',
    ],
    [
      'a JSON Web Token',
      'got eyJhbGciOi.eyJzdWIiOi.c2lnbmF0dXJl,',
      'got [masked],',
    ],
    ['an AWS key id', 'as AKIAIOSFODNN7EXAMPLE now', 'as [masked] now'],
    [
      'a token of GitHub',
      `clone ghp_${'a1B2'.repeat(9)} failed`,
      'clone [masked] failed',
    ],
    ['a bearer', 'sent bearer abc123DEF456', 'sent bearer [masked]'],
    ['a basic sign-in', 'sent Basic dXNlcjpwYXNz', 'sent Basic [masked]'],
  ])('is masked: %s', (_, text, masked) => {
    expect(maskSecrets(text).text).toBe(masked);
  });
});

it.each([
  'token bucket is empty',
  'tokens: 12, max_tokens=4096',
  'Unexpected token < in JSON at position 0',
  'invalid token: expired',
  'SyntaxError: Unexpected token: }',
  'Invalid API key: rejected',
  'if (token === null) return',
  'Token::parse failed',
  'token: null, password: ""',
  'secrets "ideogram-secrets" is forbidden',
  'MountVolume.SetUp failed: secret "ideogram-secrets" not found',
  'Basic Authentication is required, bearer authentication too',
  'PWD=/app node',
  'credentials: { type: 1 }, token={',
  'https://medium.com/@someone and a@b.example',
  'API_KEY=${IDEOGRAM_KEY}',
  '401 Unauthorized: Ideogram refuses our key',
  '2026-11-23T12:00:00Z ERROR status=503 request 9f8e7d6c',
])('leaves ordinary words alone: %s', text => {
  expect(maskSecrets(text)).toEqual({ text, masked: 0 });
});

it('masks nothing twice', () => {
  const once = maskSecrets(`Api-Key: ${S} token=${S} x://a:b@c Bearer ${S}`);
  expect(once.masked).toBe(4);
  expect(maskSecrets(once.text)).toEqual({ text: once.text, masked: 0 });
});

describe('a hostile megabyte on one line', () => {
  const long = (part: string) =>
    part.repeat(Math.ceil(1_000_000 / part.length));

  it.each([
    'token={',
    'pwd=/',
    'token=***',
    'token=[masked]',
    '"token":"',
    '\\"token\\":\\"',
    'eyJ-',
    'eyJaaaaaa.b.',
    'basic a-a-a-a-a-a-a-a-a-A1! ',
    '-----BEGIN PRIVATE KEY-----',
    '://',
    'a:b@',
    'api',
    'api key ',
    'secret access ',
    ' ',
    '--a-',
    'name: token\t',
    'cookie: ',
    'bearer ',
    'ghp_',
    '\\',
  ])('%j is read to its end', part => {
    const { text } = maskSecrets(`${long(part)}\napiKey=${S}`);
    expect(text).not.toContain(S);
  });

  it('masks each of many', () => {
    const count = 100_000;
    expect(maskSecrets(`token=${S} `.repeat(count))).toEqual({
      text: 'token=[masked] '.repeat(count),
      masked: count,
    });
  });
});
