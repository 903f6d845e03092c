import type { RequestListener } from 'node:http';
import {
  answering,
  closeUpstreams,
  deadlineIn,
  silentAddress,
  startUpstream,
  targetOf,
  weather,
} from './__testUtils__/upstream';
import { createStatusPageProbe } from './statusPage';

const probe = createStatusPageProbe();

afterEach(closeUpstreams);

async function take(
  address: string,
  { components, ms = 5000 }: { components?: string[]; ms?: number } = {},
) {
  const statusPage = { url: address, ...(components && { components }) };
  return probe.take(targetOf({ statusPage }), deadlineIn(ms));
}

const page = (indicator: string, rest: object = {}) => ({
  status: { indicator },
  components: [
    { name: 'API', status: 'operational' },
    { name: 'Website', status: 'operational' },
  ],
  ...rest,
});

it('applies to targets with a status page', () => {
  expect(probe.appliesTo(targetOf({}))).toBe(false);
  expect(probe.appliesTo(targetOf({ statusPage: { provider: 'none' } }))).toBe(
    false,
  );
  expect(probe.appliesTo(targetOf({ statusPage: {} }))).toBe(true);
});

it.each([
  ['statuspage', '/api/v2/summary.json', page('none')],
  ['instatus', '/summary.json', { page: { status: 'UP' } }],
  ['incidentio', '/api/v1/summary', { ongoing_incidents: [] }],
  [
    'betterstack',
    '/index.json',
    { data: { attributes: { aggregate_state: 'operational' } } },
  ],
])('asks %s at %s', async (provider, path, body) => {
  const asked: (string | undefined)[] = [];
  const address = await startUpstream((request, response) => {
    asked.push(request.url);
    answering(body)(request, response);
  });
  const statusPage = { provider, url: address };
  expect(
    await probe.take(targetOf({ statusPage }), deadlineIn(5000)),
  ).toMatchObject({
    status: 'ok',
    summary: 'No incident announced',
    source: new URL(address).host,
    details: { url: address, incidents: [], maintenances: [] },
  });
  expect(asked).toEqual([path]);
});

it('shows what is announced', async () => {
  const address = await startUpstream(
    answering(
      page('major', {
        components: [{ name: 'API', status: 'major_outage' }],
        incidents: [
          {
            name: 'Elevated API errors',
            status: 'investigating',
            impact: 'major',
            started_at: '2026-11-23T15:03:00+01:00',
            shortlink: 'https://stspg.io/abc',
            components: [{ name: 'API' }],
          },
        ],
      }),
    ),
  );
  expect(await take(address, { components: ['api'] })).toEqual({
    status: 'failing',
    summary: 'Major outage announced',
    source: new URL(address).host,
    details: {
      url: address,
      incidents: [
        {
          title: 'Elevated API errors',
          ours: true,
          impact: 'major',
          startedAt: '2026-11-23T14:03:00.000Z',
          url: 'https://stspg.io/abc',
        },
      ],
      maintenances: [],
      components: [{ name: 'API', status: 'major_outage' }],
    },
  });
});

const maintenance = (status: string, component: string) => ({
  scheduled_maintenances: [
    { name: 'Move', status, components: [{ name: component }] },
  ],
});
const incident = (impact: string | undefined, component: string) => ({
  incidents: [
    {
      name: 'Slow',
      status: 'identified',
      impact,
      components: [{ name: component }],
    },
  ],
});

it.each<[string, string, object]>([
  ['ok', 'No incident announced', page('none')],
  [
    'ok',
    'No incident announced, maintenance scheduled',
    page('none', maintenance('scheduled', 'API')),
  ],
  [
    'ok',
    'Maintenance of other components only',
    page('none', maintenance('in_progress', 'Website')),
  ],
  [
    'ok',
    'Incident of other components only',
    page('critical', incident('critical', 'Website')),
  ],
  [
    'degraded',
    'Maintenance in progress',
    page('none', maintenance('in_progress', 'API')),
  ],
  [
    'degraded',
    'Minor incident announced',
    page('minor', incident('minor', 'API')),
  ],
  ['degraded', 'Incident announced', page('none', incident(undefined, 'API'))],
  [
    'degraded',
    'Partial outage announced',
    page('major', { components: [{ name: 'API', status: 'partial_outage' }] }),
  ],
  [
    'failing',
    'Critical outage announced',
    page('critical', incident('critical', 'API')),
  ],
])('is %s: %s', async (status, summary, body) => {
  const address = await startUpstream(answering(body));
  expect(await take(address, { components: ['API'] })).toMatchObject({
    status,
    summary,
  });
});

it('is unknown where the page lacks a component that should count', async () => {
  const address = await startUpstream(answering(page('none')));
  expect(await take(address, { components: ['API', 'Images'] })).toMatchObject({
    status: 'unknown',
    summary: 'Status page lacks our components',
    problem: {
      cause: expect.stringContaining('lists no component named Images'),
    },
  });
});

it('is unknown where it has a word that nobody knows', async () => {
  const address = await startUpstream(
    answering(page('none', { components: [{ name: 'API', status: 'odd' }] })),
  );
  expect(await take(address, { components: ['API'] })).toMatchObject({
    status: 'unknown',
    summary: "Status page can't be read",
    problem: { cause: expect.stringContaining('a shape that is not known') },
  });
});

it.each<[string, RequestListener, RegExp]>([
  ['hangs', weather.hangs, /^Network issue: .* gave no answer in/],
  ['resets', weather.resets, /^Network issue: .* broke off the connection/],
  ['breaks off', weather.breaksOff, /^Network issue: .* broke off/],
])('is unknown where it %s', async (_, handler, cause) => {
  const address = await startUpstream(handler);
  const ms = handler === weather.hangs ? 100 : 5000;
  expect(await take(address, { ms })).toEqual({
    status: 'unknown',
    summary: "Status page can't be reached",
    source: new URL(address).host,
    problem: {
      issue: "The status page can't be reached.",
      cause: expect.stringMatching(cause),
      solution: expect.stringContaining('mobile network or through a VPN'),
    },
  });
});

it.each([
  ['the connection is refused', silentAddress, /refuses the connection/],
  [
    'its name is not known',
    async () => 'http://status.invalid',
    /has a name that DNS does not know/,
  ],
  [
    'it speaks no TLS',
    async () =>
      (await startUpstream(answering({}))).replace(/^http:/, 'https:'),
    /can't be trusted: it does not speak TLS/,
  ],
])('is unknown where %s', async (_, address, cause) => {
  expect(await take(await address())).toMatchObject({
    status: 'unknown',
    problem: { cause: expect.stringMatching(cause) },
  });
});

it.each<[string, RequestListener, RegExp]>([
  ['answers without end', weather.pours, /more than 64 KiB/],
  ['answers HTML', weather.html, /a web page instead of data/],
  ['answers garbage', weather.garbage, /not JSON/],
  ['answers another shape', answering([]), /shape that is not known/],
  ['answers null', answering('null'), /shape that is not known/],
  ['answers 500', answering(page('none'), { status: 500 }), /answers 500/],
  ['answers 404 in HTML', answering('<html>', { status: 404 }), /answers 404/],
  ['answers 401', answering(page('none'), { status: 401 }), /answers 401/],
  ['answers 403', answering({}, { status: 403 }), /answers 403/],
])('is unknown where it %s', async (_, handler, cause) => {
  expect(await take(await startUpstream(handler))).toMatchObject({
    status: 'unknown',
    summary: "Status page can't be read",
    problem: { cause: expect.stringMatching(cause) },
  });
});

it('does not follow a redirect to another origin', async () => {
  let asked = false;
  const other = await startUpstream((request, response) => {
    asked = true;
    answering(page('none'))(request, response);
  });
  const address = await startUpstream(weather.redirectsTo(other));
  expect(await take(address)).toMatchObject({
    status: 'unknown',
    problem: { cause: expect.stringContaining(`redirects to ${other}`) },
  });
  expect(asked).toBe(false);
});
