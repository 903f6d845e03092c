import { WELL } from './behaviour';
import { startIdeogramApi, type IdeogramApi } from './ideogramApi';

const keys = { production: 'production-key', staging: 'staging-key' };
const quick = { ...WELL, imageMs: [0, 0] as const };
let api: IdeogramApi;

beforeAll(async () => {
  api = await startIdeogramApi({ port: 0, keys });
});
beforeEach(() => api.behave(quick));
afterAll(() => api.stop());

function generate(
  options: { key?: string; body?: string; signal?: AbortSignal } = {},
) {
  return fetch(`${api.url}/v1/ideogram-v3/generate`, {
    method: 'POST',
    headers: {
      'Api-Key': options.key ?? keys.production,
      'content-type': 'application/json',
    },
    body: options.body ?? JSON.stringify({ prompt: 'a lighthouse' }),
    signal: options.signal,
  });
}

describe('the Ideogram API stand-in', () => {
  it('answers a prompt with an image that can be fetched', async () => {
    const response = await generate();
    expect(response.status).toBe(200);
    const { data } = await response.json();
    expect(data).toEqual([
      expect.objectContaining({ prompt: 'a lighthouse', is_image_safe: true }),
    ]);
    const image = await fetch(data[0].url);
    expect(image.headers.get('content-type')).toContain('image/svg+xml');
  });

  it('reads a prompt from a form too', async () => {
    const body = new FormData();
    body.set('prompt', 'a harbour');
    const response = await fetch(`${api.url}/v1/ideogram-v3/generate`, {
      method: 'POST',
      headers: { 'Api-Key': keys.production },
      body,
    });
    expect((await response.json()).data[0].prompt).toBe('a harbour');
  });

  it.each([
    ['no key', { key: '' }, 401],
    ['a wrong key', { key: 'guess' }, 401],
    ['no prompt', { body: '{}' }, 400],
    ['garbage', { body: '{' }, 400],
    ['a huge body', { body: 'x'.repeat(2_000_000) }, 413],
    ['an unsafe prompt', { body: '{"prompt":"unsafe"}' }, 422],
  ])('%s gets %p %i', async (_, options, status) => {
    const response = await generate(options);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it('holds an unsafe image back with a 200', async () => {
    const response = await generate({ body: '{"prompt":"blocked"}' });
    expect(response.status).toBe(200);
    expect((await response.json()).data[0]).toMatchObject({
      is_image_safe: false,
      url: null,
    });
  });

  it.each(['insufficient_funds', 'daily_limit'] as const)(
    'names %s in a 402',
    async billing => {
      await api.behave({ ...quick, billing });
      const response = await generate();
      expect(response.status).toBe(402);
      expect(await response.json()).toMatchObject({ reject_reason: billing });
    },
  );

  it('refuses more images in progress than the limit, for one key', async () => {
    await api.behave({ ...WELL, imageMs: [60_000, 60_000], maxInFlight: 1 });
    const giveUp = new AbortController();
    const both = [1, 2].map(() => generate({ signal: giveUp.signal }));
    const refused = await Promise.race(both);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({
      reject_reason: 'inflight_limit',
      max_inflight_requests: 1,
    });
    giveUp.abort();
    await Promise.allSettled(both);
  });

  it('fails with 500 and 503, and not in JSON', async () => {
    await api.behave({ ...quick, faults: [503] });
    const response = await generate();
    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('revokes the key of production alone, at once', async () => {
    await api.behave({ ...quick, productionKeyRevoked: true });
    const check = (key: string) =>
      fetch(`${api.url}/v2/account/api-keys`, { headers: { 'Api-Key': key } });
    expect((await check(keys.production)).status).toBe(401);
    expect((await check(keys.staging)).status).toBe(200);
    expect((await generate()).status).toBe(401);
    await api.behave(quick);
    expect((await check(keys.production)).status).toBe(200);
  });

  it('shows its key set without a key, but in an outage', async () => {
    const keySet = () => fetch(`${api.url}/v1/.well-known/jwks.json`);
    expect(await (await keySet()).json()).toEqual({ keys: [] });
    await api.behave({ ...quick, faults: [503] });
    expect((await keySet()).status).toBe(503);
  });

  it('can be cut off', async () => {
    await api.behave({ ...quick, reachable: false });
    await expect(generate()).rejects.toThrow('fetch failed');
  });
});
