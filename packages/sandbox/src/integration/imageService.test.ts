import {
  startIdeogramApi,
  type IdeogramApi,
} from '../ideogram-api/ideogramApi';
import { WELL, type ApiBehaviour } from '../ideogram-api/behaviour';
import { createIdeogramClient } from './ideogramClient';
import { ImageService } from './imageService';
import { createMetrics } from './metrics';

const quick = { ...WELL, imageMs: [0, 0] as const };
let api: IdeogramApi;
beforeAll(async () => {
  api = await startIdeogramApi({
    port: 0,
    keys: { production: 'the-key', staging: 'other' },
  });
});
afterAll(() => api.stop());

function integration(
  modes: { queue?: boolean; fallback?: boolean; apiKey?: string } = {},
) {
  const lines: string[] = [];
  const metrics = createMetrics();
  const images = new ImageService({
    client: createIdeogramClient({
      url: api.url,
      apiKey: modes.apiKey ?? 'the-key',
    }),
    metrics,
    log: (level, message) => lines.push(`${level}: ${message}`),
    style: 'GENERAL',
    queue: modes.queue ?? false,
    queueConcurrency: 1,
    fallback: modes.fallback ?? false,
  });
  const ask = (prompts: string[]) =>
    Promise.all(prompts.map(prompt => images.create(prompt)));
  const total = async (name: string) => {
    const series = (await metrics.registry.getSingleMetric(name)?.get())
      ?.values;
    return Object.fromEntries(
      (series ?? []).map(({ labels, value }) => [
        labels.status ?? labels.error_type,
        value,
      ]),
    );
  };
  return { images, ask, lines, total, metrics };
}

describe('the integration', () => {
  it('makes images while all is well', async () => {
    await api.behave(quick);
    const { ask, images, lines, total } = integration();
    const made = await ask(['a fox', 'a comet']);
    expect(made.map(image => image.kind)).toEqual(['image', 'image']);
    expect(images.health()).toMatchObject({
      status: 'healthy',
      services: { ideogram: { status: 'healthy' } },
    });
    expect(await total('ideogram_requests_total')).toEqual({ 200: 2 });
    expect(await total('ideogram_errors_total')).toEqual({});
    expect(lines.join('\n')).not.toMatch(/error/i);
  });

  const troubles: [string, Partial<ApiBehaviour>, string, string][] = [
    ['a fault', { faults: [503] }, '503', '503 Service Unavailable'],
    [
      'a revoked key',
      { productionKeyRevoked: true },
      '401',
      '401 Unauthorized',
    ],
    [
      'no credit',
      { billing: 'insufficient_funds' },
      '402',
      '402 Payment Required reject_reason=insufficient_funds',
    ],
    ['no network', { reachable: false }, 'network', 'was not reached'],
  ];
  it.each(troubles)(
    '%s shows in health, metrics and log',
    async (_, trouble, errorType, words) => {
      await api.behave({ ...quick, ...trouble });
      const { ask, images, lines, total } = integration();
      expect(await ask(['a fox'])).toEqual([{ kind: 'none' }]);
      expect(images.health().services.ideogram.status).toBe('unhealthy');
      expect(await total('ideogram_errors_total')).toEqual({ [errorType]: 1 });
      expect(await total('ideogram_requests_total')).toEqual({
        [errorType]: 1,
      });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(/^error: Ideogram API /);
      expect(lines[0]).toContain(words);
      expect(lines[0]).not.toContain('the-key');
    },
  );

  it('counts what the safety filter refuses, but not as trouble', async () => {
    await api.behave(quick);
    const { ask, images, lines, total } = integration();
    const made = await ask(['unsafe fox', 'blocked fox']);
    expect(made.map(image => image.kind)).toEqual(['blocked', 'blocked']);
    expect(images.health().status).toBe('healthy');
    expect(await total('ideogram_errors_total')).toEqual({ 422: 1 });
    expect(lines.join('\n')).not.toMatch(/error/i);
  });

  const five = ['a', 'b', 'c', 'd', 'e'];
  it('is degraded, not dead, while it is rate limited', async () => {
    // Long enough that all five arrive before the first one is done.
    await api.behave({ ...quick, imageMs: [1000, 1000], maxInFlight: 2 });
    const { ask, images, total } = integration();
    await ask(five);
    expect(images.health().status).toBe('degraded');
    expect(await total('ideogram_requests_total')).toEqual({ 200: 2, 429: 3 });
  });

  it('waits its turn in queue mode, so that the 429s end', async () => {
    await api.behave({ ...quick, imageMs: [5, 5], maxInFlight: 1 });
    const { ask, images, total } = integration({ queue: true });
    await ask(five);
    expect(await total('ideogram_requests_total')).toEqual({ 200: 5 });
    expect(images.health()).toMatchObject({
      status: 'healthy',
      modes: { queue: true, fallback: false },
    });
  });

  it('serves placeholders in fallback mode, and tries Ideogram now and then', async () => {
    await api.behave({ ...quick, faults: [500] });
    const { ask, images, lines, total } = integration({ fallback: true });
    const made = await ask([...five, ...five, 'f', 'g']);
    expect(new Set(made.map(image => image.kind))).toEqual(
      new Set(['placeholder']),
    );
    expect(await total('ideogram_requests_total')).toEqual({ placeholder: 12 });
    expect(await total('ideogram_errors_total')).toEqual({ 500: 2 });
    expect(images.health().status).toBe('degraded');
    expect(lines.every(line => line.startsWith('warn: '))).toBe(true);
  });

  it('measures latency in buckets that reach beyond a minute', async () => {
    await api.behave(quick);
    const { ask, metrics } = integration();
    await ask(['a fox']);
    const text = await metrics.registry.metrics();
    expect(text).toContain(
      'ideogram_request_duration_seconds_bucket{le="90"} 1',
    );
  });
});
