import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { UpstreamError } from '../http';
import type { Increase } from './counterHistory';
import { ScrapeStore } from './scrapeStore';
import type { Sample } from './textFormat';

const WINDOW = 300;
const START = 1_800_000_000;

const plain = ({ seconds, totals }: Increase) => ({
  seconds,
  totals: Object.fromEntries(
    [...totals].map(([group, keys]) => [group, Object.fromEntries(keys)]),
  ),
});

const sort = (samples: readonly Sample[]) =>
  samples
    .filter(({ name }) => name === 'c')
    .map(({ labels, value }) => ({
      group: 'c',
      key: labels.get('k') ?? '',
      series: JSON.stringify([...labels]),
      value,
    }));

describe('ScrapeStore', () => {
  let server: http.Server;
  let scrapes: number;
  let answers: string[];
  let respond: http.RequestListener;
  let now: number;
  let pauses: number[];
  let store: ScrapeStore;

  beforeEach(async () => {
    scrapes = 0;
    pauses = [];
    now = START * 1000;
    respond = (_, res) => res.end(answers.shift());
    server = http.createServer((req, res) => {
      scrapes += 1;
      respond(req, res);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    store = new ScrapeStore(
      {
        url: `http://127.0.0.1:${port}/metrics`,
        maxBytes: 1024 * 1024,
        freshMs: 1000,
        windowSeconds: WINDOW,
        keep: name => name === 'c',
        sort,
      },
      {
        now: () => now,
        wait: async ms => {
          pauses.push(ms);
          now += ms;
        },
      },
    );
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const measure = (leftMs = 5000) =>
    store.measure({
      signal: AbortSignal.timeout(leftMs),
      deadline: now + leftMs,
    });

  async function faultOf(promise: Promise<unknown>): Promise<string> {
    const error = await promise.catch(thrown => thrown);
    expect(error).toBeInstanceOf(UpstreamError);
    return (error as UpstreamError).fault;
  }

  it('takes two scrapes at first and one from then on', async () => {
    answers = ['c 10', 'c 13', 'c 20'];

    expect(plain(await measure())).toEqual({
      seconds: 1.5,
      totals: { c: { '': 3 } },
    });
    expect(scrapes).toBe(2);

    now += 8500;
    expect(plain(await measure())).toEqual({
      seconds: 10,
      totals: { c: { '': 10 } },
    });
    expect(scrapes).toBe(3);
  });

  it('leaves time for the second scrape', async () => {
    answers = ['c 10', 'c 13'];

    await measure(800);

    expect(pauses).toEqual([400]);
  });

  it('lets all who ask at about the same time share the scrapes', async () => {
    answers = ['c 1', 'c 2'];

    const both = await Promise.all([measure(), measure()]);
    const third = await measure();

    expect(scrapes).toBe(2);
    expect(both[0]).toBe(both[1]);
    expect(third).toBe(both[0]);
  });

  it('forgets scrapes that are older than the window', async () => {
    answers = ['c 1', 'c 2', 'c 50', 'c 53'];

    await measure();
    now += 2 * WINDOW * 1000;

    expect(plain(await measure())).toEqual({
      seconds: 1.5,
      totals: { c: { '': 3 } },
    });
  });

  it('begins anew where the clock was set back', async () => {
    answers = ['c 1', 'c 2', 'c 50', 'c 53'];

    await measure();
    now -= 3600 * 1000;

    expect(plain(await measure()).totals).toEqual({ c: { '': 3 } });
  });

  it('counts on after a reset, and what appears between two scrapes', async () => {
    answers = ['c{k="a"} 100', 'c{k="a"} 4\nc{k="b"} 2'];

    expect(plain(await measure()).totals).toEqual({ c: { a: 4, b: 2 } });
  });

  it('does not count a series again that was away for a while', async () => {
    answers = ['c{k="a"} 100\nc{k="b"} 1', 'c{k="b"} 1', 'c{k="a"} 101'];

    await measure();
    now += 5000;

    expect(plain(await measure()).totals).toEqual({ c: { a: 1, b: 0 } });
  });

  it('keeps a group that is absent apart from one that is zero', async () => {
    answers = ['other 1', 'other 2'];

    expect(plain(await measure()).totals).toEqual({});
  });

  const process = (startedAt: number, count: number) =>
    `process_start_time_seconds ${startedAt}\nc ${count}`;

  it('knows that a process that started in the window began with zero', async () => {
    answers = [process(START - 100, 50)];

    expect(plain(await measure())).toEqual({
      seconds: 100,
      totals: { c: { '': 50 } },
    });
    expect(scrapes).toBe(1);
  });

  it('never compares one process with another', async () => {
    const old = START - 9000;
    const other = START - 8000;
    answers = [
      process(old, 100),
      process(other, 900),
      process(old, 103),
      process(other, 950),
    ];

    expect(await faultOf(measure())).toBe(
      'answered two scrapes from different processes',
    );
    now += 8500;
    expect(plain(await measure()).totals).toEqual({ c: { '': 3 } });
    now += 8500;
    expect(plain(await measure()).totals).toEqual({ c: { '': 50 } });
  });

  describe.each([
    [
      'that started in the same second',
      `process_start_time_seconds ${START - 9000}\n`,
    ],
    ['that do not say when they started', ''],
  ])('with two processes in turns %s', (_, startTime) => {
    const ofBoth = (first: number, second: number, scrape: number) =>
      `${startTime}c{k="ok"} ${
        (scrape % 2 === 0 ? first : second) + scrape
      }\nc{k="401"} ${scrape % 2 === 0 ? 2 : 60}`;

    it.each([
      [9000, 13_776],
      [13_776, 9000],
      [9000, 9300],
      [40, 9000],
      [9000, 400],
    ])('counts none of the difference between %s and %s', async (a, b) => {
      answers = Array.from({ length: 20 }, (__, i) => ofBoth(a, b, i));

      for (let i = 0; i < 6; i++) {
        const told = await measure().catch(() => undefined);
        const { ok = 0, '401': refused = 0 } = told ? plain(told).totals.c : {};
        expect(ok / (told?.seconds ?? 1)).toBeLessThan(3);
        expect(refused).toBe(0);
        now += 8500;
      }
    });
  });

  it('believes a storm once it goes on', async () => {
    answers = ['c 9000', 'c 9002', 'c 9900', 'c 10050', 'c 11050'];
    await measure();
    now += 8500;

    expect(plain(await measure())).toEqual({
      seconds: 1.5,
      totals: { c: { '': 150 } },
    });
    now += 8500;
    expect(plain(await measure()).totals).toEqual({ c: { '': 1150 } });
  });

  it('knows the rate of a busy process after three scrapes', async () => {
    answers = ['c 9000', 'c 9150', 'c 9300'];

    expect(plain(await measure())).toEqual({
      seconds: 1.5,
      totals: { c: { '': 150 } },
    });
    expect(scrapes).toBe(3);
  });

  it('tells what was counted in the past', async () => {
    answers = ['c 0', 'c 10', 'c 40', 'c 60'];
    await measure();
    for (let i = 0; i < 2; i++) {
      now += 10_000;
      await measure();
    }

    const past = store.increaseAt(START + 12, 60);
    expect(past && plain(past)).toEqual({
      seconds: 11.5,
      totals: { c: { '': 40 } },
    });
    expect(store.increaseAt(START + 21.5, 12)?.seconds).toBe(10);
    expect(store.increaseAt(START - 10, 60)).toBeUndefined();
    expect(store.increaseAt(START + 2000, 60)).toBeUndefined();
  });

  it.each<[string, string | http.RequestListener, RegExp]>([
    ['NaN', 'c NaN', /shows a counter that is NaN/],
    ['a negative counter', 'c -1', /shows a counter that is -1/],
    ['garbage', 'c 1\n{"c":2}', /not metrics: Line 2 is not in/],
    [
      'a web page',
      (_, res) => res.setHeader('content-type', 'text/html').end('<p>c 1'),
      /web page/,
    ],
    ['404', (_, res) => res.writeHead(404).end(), /^answers 404$/],
    ['403', (_, res) => res.writeHead(403).end(), /wants another sign-in/],
    [
      'too many series',
      Array.from({ length: 5001 }, (_, i) => `c{k="${i}"} 1`).join('\n'),
      /more than 5000 series/,
    ],
    [
      'too many kinds',
      Array.from({ length: 201 }, (_, i) => `c{k="${i}"} 1`).join('\n'),
      /more kinds of errors/,
    ],
    ['too much', `c 1\n#${'x'.repeat(1024 * 1024)}`, /more than 1 MiB/],
  ])('refuses %s', async (_, answer, fault) => {
    respond =
      typeof answer === 'string' ? (__, res) => res.end(answer) : answer;

    expect(await faultOf(measure())).toMatch(fault);
  });

  it('lets one that asked with less time leave, and the other have the answer', async () => {
    const waiting: http.ServerResponse[] = [];
    respond = (_, res) => {
      if (scrapes === 1) waiting.push(res);
      else res.end('c 5');
    };
    const patient = measure(5000);

    expect(await faultOf(measure(50))).toMatch(/gave no answer/);
    waiting[0].end('c 2');

    expect(plain(await patient).totals).toEqual({ c: { '': 3 } });
  });
});
