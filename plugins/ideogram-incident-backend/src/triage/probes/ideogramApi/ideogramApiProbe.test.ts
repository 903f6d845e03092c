import type { RequestListener } from 'node:http';
import { createClusterClients } from '../../../upstream/kubernetes';
import {
  json,
  startApiServer,
  status,
  type ApiServer,
} from '../../../upstream/kubernetes/__testUtils__/apiServer';
import { askIdeogramAboutKey } from '../../../upstream/ideogram-api';
import { targetIn } from '../__testUtils__/cluster';
import {
  answering,
  closeUpstreams,
  deadlineIn,
  silentAddress,
  startUpstream,
  targetOf,
  weather,
} from '../__testUtils__/upstream';
import { createIdeogramApiProbe } from './ideogramApiProbe';

const newProbe = () =>
  createIdeogramApiProbe(createClusterClients(), askIdeogramAboutKey);
const probe = newProbe();

afterEach(closeUpstreams);

const takeAt = (baseUrl: string, ms = 5000) =>
  probe.take(targetOf({ ideogram: { baseUrl } }), deadlineIn(ms));

it.each([
  [{}, false],
  [{ ideogram: {} }, false],
  [{ ideogram: { verifyPath: '/me' } }, false],
  [{ ideogram: { baseUrl: 'https://api.ideogram.ai' } }, true],
  [{ ideogram: { probe: {} } }, true],
  [{ ideogram: { probe: { path: '/up' } } }, true],
  [{ ideogram: { probe: false } }, false],
  [{ ideogram: { baseUrl: 'https://api.ideogram.ai', probe: false } }, false],
])('applies to %j: %s', (configured, applies) => {
  expect(probe.appliesTo(targetOf(configured))).toBe(applies);
});

it('says that Ideogram answers the portal, and where it was asked', async () => {
  const address = await startUpstream(answering({ keys: [] }));
  expect(await takeAt(`${address}/`)).toEqual({
    status: 'ok',
    summary: expect.stringMatching(/^Answers the portal in \d+ ms$/),
    source: `${new URL(address).host}/v1/.well-known/jwks.json`,
    details: {
      url: `${address}/v1/.well-known/jwks.json`,
      httpStatus: 200,
      seconds: expect.any(Number),
    },
  });
});

it.each([
  [204, 'ok'],
  [400, 'ok'],
  // It was asked without a key.
  [401, 'ok'],
  [403, 'ok'],
  [404, 'ok'],
  [429, 'degraded'],
  [500, 'failing'],
  [502, 'failing'],
  [503, 'failing'],
])('takes %i as %s', async (httpStatus, expected) => {
  const address = await startUpstream(answering('', { status: httpStatus }));
  expect(await takeAt(address)).toMatchObject({
    status: expected,
    details: { httpStatus },
  });
});

it('does not know what it means that there is no answer', async () => {
  const silent = await takeAt(await silentAddress());
  expect(silent).toMatchObject({
    status: 'unknown',
    details: { noAnswer: 'refuses the connection' },
    problem: {
      issue: "Ideogram can't be reached from the portal.",
      cause: expect.stringMatching(
        /^127\.0\.0\.1:\d+ refuses the connection\.$/,
      ),
    },
  });
  const hanging = await takeAt(await startUpstream(weather.hangs), 100);
  expect(hanging).toMatchObject({
    status: 'unknown',
    details: { noAnswer: expect.stringMatching(/^gave no answer in/) },
  });
  expect(await takeAt('http://ideogram.invalid')).toMatchObject({
    status: 'unknown',
    details: { noAnswer: 'has a name that DNS does not know' },
  });
});

it.each<[string, RequestListener]>([
  ['a web page', weather.html],
  ['a broken answer', weather.breaksOff],
  ['an answer without end', weather.pours],
  ['a redirect away', weather.redirectsTo('http://127.0.0.2/')],
])('takes %s for nothing that Ideogram says', async (_, handler) => {
  const taken = await takeAt(await startUpstream(handler));
  expect(taken.status).toBe('unknown');
  expect(taken.details).toBeUndefined();
  expect(taken.problem).toBeDefined();
});

describe('with the key', () => {
  const KEY = 'ideo-k3y+9f3c/41d2=';
  const SECRET = '/api/v1/namespaces/default/secrets/ideogram-secrets';
  let server: ApiServer;

  const secret = (data: Record<string, string>) =>
    json({ kind: 'Secret', metadata: { name: 'ideogram-secrets' }, data });

  beforeAll(async () => {
    server = await startApiServer();
  });
  beforeEach(() => {
    server.requests.length = 0;
    server.answers[SECRET] = secret({
      'api-key': Buffer.from(KEY).toString('base64'),
    });
  });
  afterAll(() => server.close());

  /** An Ideogram that answers well, and a key with a status. */
  async function ideogram(keyStatus: number | 'hangs') {
    const keys: unknown[] = [];
    const baseUrl = await startUpstream((request, response) => {
      if (request.url?.startsWith('/v1/')) {
        answering({ keys: [] })(request, response);
        return;
      }
      keys.push(request.headers['api-key']);
      if (keyStatus === 'hangs') return;
      answering({ said: KEY }, { status: keyStatus })(request, response);
    });
    const target = {
      ...targetIn(server.url),
      ideogram: targetOf({ ideogram: { baseUrl, probe: { verifyKey: true } } })
        .ideogram,
    };
    return { keys, target };
  }

  it.each([
    [200, 'ok', 'accepted'],
    [402, 'ok', 'accepted'],
    [401, 'failing', 'refused'],
    [403, 'failing', 'refused'],
    [500, 'ok', 'unknown'],
  ] as const)('%i is %s, %s', async (keyStatus, expected, answer) => {
    const { keys, target } = await ideogram(keyStatus);
    const own = newProbe();
    const first = await own.take(target, deadlineIn(5000));
    expect(first).toMatchObject({
      status: expected,
      details: { httpStatus: 200, key: { answer } },
    });
    // Remembered for a while.
    const second = await own.take(target, deadlineIn(5000));
    expect(second.details?.key).toEqual(first.details?.key);
    expect(keys).toEqual([KEY]);
    expect(server.requests).toHaveLength(1);
    expect(JSON.stringify([first, second])).not.toContain(KEY);
  });

  it.each([
    ['may not be read', status(403, 'no'), /^the secret .* can't be read/],
    ['lacks the key', secret({ other: 'eA==' }), /has no key api-key$/],
  ])('does not know where the secret %s', async (_, answer, words) => {
    server.answers[SECRET] = answer;
    const { keys, target } = await ideogram(200);
    expect(await newProbe().take(target, deadlineIn(5000))).toMatchObject({
      status: 'ok',
      details: {
        key: { answer: 'unknown', words: expect.stringMatching(words) },
      },
    });
    expect(keys).toEqual([]);
  });

  it('does not wait for it beyond the deadline', async () => {
    const { target } = await ideogram('hangs');
    const taken = await newProbe().take(
      { ...target, probes: { ...target.probes, timeoutMs: 1000 } },
      deadlineIn(200),
    );
    expect(taken).toMatchObject({ status: 'ok' });
    expect(taken.details).not.toHaveProperty('key');
  });

  it('is not sent where nobody wants it, or Ideogram does not answer', async () => {
    const { keys, target } = await ideogram(200);
    const own = newProbe();
    const { probe: asked } = target.ideogram;
    await own.take(
      {
        ...target,
        ideogram: {
          ...target.ideogram,
          probe: { ...asked!, verifyKey: false },
        },
      },
      deadlineIn(5000),
    );
    const failing = await startUpstream(answering('', { status: 503 }));
    await own.take(
      { ...target, ideogram: { ...target.ideogram, baseUrl: failing } },
      deadlineIn(5000),
    );
    expect(keys).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});
