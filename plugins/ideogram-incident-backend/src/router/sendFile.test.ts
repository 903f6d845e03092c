import { Readable } from 'node:stream';
import { routeOf } from './__testUtils__/routeOf';
import { startRouter } from './__testUtils__/startRouter';

const PART = Buffer.alloc(64 * 1024, 'x');

const start = (answer: (request: any) => object) =>
  startRouter(
    {},
    {
      more: {
        routes: {
          bundle: routeOf({
            path: '/bundles/:id',
            subject: 'bundle',
            produces: ['application/gzip'],
          }),
        },
        handlers: { bundle: async request => answer(request) },
        subjects: {
          bundle: {
            named: ({ params }) => ({ bundle: params.id }),
            find: () => ({
              entityRefs: ['component:default/checkout'],
              resolve: () => ({}),
            }),
          },
        },
      },
    },
  );

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise(resolve => setTimeout(resolve, 5));
};

it("sends a file with its handler's headers, on record when all is sent", async () => {
  const settledBefore: number[] = [];
  const { get, settled } = await start(() => ({
    headers: {
      'Content-Disposition': 'attachment; filename="bundle.tar.gz"',
      ETag: '"1"',
    },
    file: Readable.from(
      (async function* parts() {
        yield 'first ';
        settledBefore.push(settled.length);
        yield 'last';
      })(),
    ),
  }));
  const response = await get('/bundles/1', {
    headers: { 'accept-encoding': 'gzip' },
  });
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/gzip',
    'content-disposition': 'attachment; filename="bundle.tar.gz"',
    etag: '"1"',
    'cache-control': 'no-store, no-transform',
  });
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(await response.text()).toBe('first last');
  await until(() => settled.length > 0);
  expect(settledBefore).toEqual([0]);
  expect(settled).toEqual(['success']);
});

it('lets the handler answer a part, or nothing', async () => {
  const { get } = await start(({ headers }) =>
    headers.range === 'bytes=6-9'
      ? {
          status: 206,
          headers: { 'Content-Range': 'bytes 6-9/10' },
          file: Readable.from(['last']),
        }
      : { status: 304, file: Readable.from([]) },
  );
  const part = await get('/bundles/1', { headers: { range: 'bytes=6-9' } });
  expect([part.status, await part.text()]).toEqual([206, 'last']);
  expect(part.headers.get('content-range')).toBe('bytes 6-9/10');
  const unchanged = await get('/bundles/1', {
    headers: { 'if-none-match': '"1"' },
  });
  expect(unchanged.status).toBe(304);
});

it('reads no faster than the caller, and lets go when the caller leaves', async () => {
  let read = 0;
  const file = Readable.from(
    (async function* parts() {
      for (;;) {
        read += 1;
        yield PART;
      }
    })(),
    { highWaterMark: 1 },
  );
  const { get, settled, logger } = await start(() => ({ file }));
  const leaving = new AbortController();
  const response = await get('/bundles/1', { signal: leaving.signal });
  await response.body!.getReader().read();
  let before = -1;
  await until(() => {
    const isStill = read === before;
    before = read;
    return isStill;
  });
  expect(read).toBeLessThan(1000);
  expect(settled).toEqual([]);
  leaving.abort();
  await until(() => settled.length > 0);
  expect(settled).toEqual(['The caller left before the end']);
  expect(file.destroyed).toBe(true);
  expect(logger.error).not.toHaveBeenCalled();
});

it('answers a failure before the first part as such', async () => {
  const { get, settled } = await start(() => ({
    file: new Readable({
      read() {
        this.destroy(new Error('at storage.internal'));
      },
    }),
  }));
  const response = await get('/bundles/1');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('storage.internal');
  expect(settled).toEqual([expect.stringMatching(/^Unexpected error/)]);
});

it('cuts the connection where it fails later: no part passes for the whole', async () => {
  const { get, settled } = await start(() => ({
    file: Readable.from(
      (async function* parts() {
        yield PART;
        throw new Error('at storage.internal');
      })(),
    ),
  }));
  await expect(
    get('/bundles/1').then(response => response.text()),
  ).rejects.toThrow();
  await until(() => settled.length > 0);
  expect(settled).toEqual([expect.stringMatching(/^Unexpected error/)]);
});
