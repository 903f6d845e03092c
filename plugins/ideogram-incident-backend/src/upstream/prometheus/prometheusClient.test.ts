import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { UpstreamError } from '../http';
import { promDurationSeconds, PrometheusClient } from './prometheusClient';

interface Asked {
  method?: string;
  path?: string;
  headers: http.IncomingHttpHeaders;
  form: Record<string, string>;
}

describe('PrometheusClient', () => {
  let server: http.Server;
  let url: string;
  let asked: Asked[];
  let status: number;
  let answer: unknown;

  beforeEach(async () => {
    asked = [];
    status = 200;
    server = http.createServer(async (req, res) => {
      let body = '';
      for await (const chunk of req) body += chunk;
      asked.push({
        method: req.method,
        path: req.url,
        headers: req.headers,
        form: Object.fromEntries(new URLSearchParams(body)),
      });
      res.statusCode = status;
      res.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const client = (path = '', headers = {}) =>
    new PrometheusClient({ url: url + path, headers }, 1024 * 1024);
  const signal = () => AbortSignal.timeout(5000);
  const success = (data: unknown, more = {}) => ({
    status: 'success',
    data,
    ...more,
  });

  it('posts the query as a form below the path prefix, with the headers', async () => {
    answer = success({ resultType: 'vector', result: [] });

    await client('/prometheus/', { 'X-Scope-OrgID': 'a' }).query(
      'sum(rate(x{a="b&c"}[5m]))',
      signal(),
    );

    expect(asked).toMatchObject([
      {
        method: 'POST',
        path: '/prometheus/api/v1/query',
        headers: { 'x-scope-orgid': 'a' },
        form: { query: 'sum(rate(x{a="b&c"}[5m]))' },
      },
    ]);
  });

  it('reads a vector with its warnings', async () => {
    answer = success(
      {
        resultType: 'vector',
        result: [
          { metric: { error_type: '401' }, value: [1.5, '0.25'] },
          { metric: {}, value: [1.5, 'NaN'] },
          { metric: {}, value: [1.5, '+Inf'] },
        ],
      },
      { warnings: ['\u001b[31mpartial\ndata, token=abcdef0123456789', 7] },
    );

    await expect(client().query('x', signal())).resolves.toEqual({
      series: [
        { labels: new Map([['error_type', '401']]), points: [[1.5, 0.25]] },
        { labels: new Map(), points: [[1.5, NaN]] },
        { labels: new Map(), points: [[1.5, Infinity]] },
      ],
      warnings: ['partial data, token=[masked]'],
    });
  });

  it('tells an empty result from zero', async () => {
    answer = success({ resultType: 'vector', result: [] });

    const { series } = await client().query('x', signal());

    expect(series).toEqual([]);
  });

  it('asks for a range and reads a matrix', async () => {
    answer = success({
      resultType: 'matrix',
      result: [
        {
          metric: { a: 'b' },
          values: [
            [10, '1'],
            [20, '2'],
          ],
        },
      ],
    });

    const { series } = await client().queryRange(
      'x',
      { from: 10, to: 20, stepSeconds: 10 },
      signal(),
    );

    expect(asked[0]).toMatchObject({
      path: '/api/v1/query_range',
      form: { query: 'x', start: '10', end: '20', step: '10' },
    });
    expect(series).toEqual([
      {
        labels: new Map([['a', 'b']]),
        points: [
          [10, 1],
          [20, 2],
        ],
      },
    ]);
  });

  const vector = (...result: unknown[]) =>
    success({ resultType: 'vector', result });
  const manySeries = Array.from({ length: 1001 }, () => ({
    metric: {},
    value: [1, '1'],
  }));

  it.each([
    [
      400,
      { status: 'error', errorType: 'bad_data', error: 'parse error' },
      'answers 400: bad_data, parse error',
    ],
    [
      503,
      { status: 'error', errorType: 'timeout', error: 'too slow' },
      'answers 503: timeout, too slow',
    ],
    [200, { status: 'error', error: 'no' }, 'answers with an error: no'],
    [
      422,
      {
        status: 'error',
        errorType: '\u001b[31mexecution',
        error: 'near\n"x", Authorization: Bearer abcdef0123456789',
      },
      'answers 422: execution, near "x", Authorization: Bearer [masked]',
    ],
    [401, { message: 'no' }, 'answers 401 and wants another sign-in'],
    [403, 'null', 'answers 403 and wants another sign-in'],
    [404, {}, 'answers 404'],
    [500, vector(), 'answers 500'],
    [404, 'Not found', 'answers 404'],
    [502, '<html>Bad gateway', 'answers 502'],
    [401, '<html>Sign in', 'answers 401 and wants another sign-in'],
    [200, '<html>Sign in', 'answers with a web page instead of data'],
    [200, 'OK', 'answers with something that is not JSON'],
    ...[
      'null',
      '[]',
      '1',
      {},
      { status: 'success' },
      success([]),
      success({ resultType: 'string', result: [1, 'x'] }),
      success({ resultType: 'vector', result: {} }),
      vector(null),
      vector({ metric: null, value: [1, '1'] }),
      vector({ metric: {} }),
      vector({ metric: {}, histogram: [1, { count: '1' }] }),
      vector({ metric: {}, value: ['1', '1'] }),
      vector({ metric: {}, value: [1, 1] }),
      vector({ metric: {}, value: [1, ''] }),
      vector({ metric: {}, value: [1, 'many'] }),
      vector({ metric: {}, value: [1, '0x10'] }),
      vector({ metric: {}, value: [1, ' 1'] }),
      vector({ metric: { a: 5 }, value: [1, '1'] }),
      vector({ metric: { a: { toString: 1 } }, value: [1, '1'] }),
      vector({ metric: { a: [[[['x']]]] }, value: [1, '1'] }),
      success({ resultType: 'matrix', result: [{ metric: {} }] }),
    ].map((body): [number, unknown, string] => [
      200,
      body,
      'answers with JSON of a shape that is not known',
    ]),
    [200, vector(...manySeries), 'answers with more than 1000 series'],
  ])('refuses status %s with %j', async (httpStatus, body, words) => {
    status = httpStatus;
    answer = body;

    const error = await client()
      .query('x', signal())
      .catch(thrown => thrown);

    expect(error).toBeInstanceOf(UpstreamError);
    expect(error.fault).toBe(words);
  });
});

describe('promDurationSeconds', () => {
  it.each([
    ['5m', 300],
    ['1h30m', 5400],
    ['1d', 86400],
    ['90s', 90],
    ['1s500ms', 1.5],
    ['', undefined],
    ['5', undefined],
    ['m5', undefined],
  ])('of %j is %s', (text, seconds) => {
    expect(promDurationSeconds(text)).toBe(seconds);
  });
});
