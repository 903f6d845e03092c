import { receiveAlert, type AlertNews, type AlertState } from './alertState';

type Received = [
  status: 'firing' | 'resolved',
  arrivedAt: string,
  endsAt?: string,
];

const at = (minute: number) =>
  `2026-11-30T12:${String(minute).padStart(2, '0')}:00.000Z`;

function receive(received: readonly Received[]) {
  const news: AlertNews[] = [];
  let state: AlertState | undefined;
  for (const [status, arrivedAt, endsAt] of received) {
    const next = receiveAlert(state, { status, endsAt }, arrivedAt);
    state = next.state;
    news.push(next.news);
  }
  return { state, news };
}

const FIRING: Received = ['firing', at(1)];
const REPEAT: Received = ['firing', at(6)];
const RESOLVED: Received = ['resolved', at(11), at(9)];

it.each<[string, Received[], AlertNews[], boolean]>([
  ['fires', [FIRING], ['fired'], true],
  [
    'repeats',
    [FIRING, REPEAT, REPEAT],
    ['fired', 'repeated', 'repeated'],
    true,
  ],
  ['is resolved', [FIRING, RESOLVED], ['fired', 'resolved'], false],
  [
    'is resolved twice',
    [FIRING, RESOLVED, RESOLVED],
    ['fired', 'resolved', 'repeated'],
    false,
  ],
  [
    'is told late that it fires',
    [FIRING, RESOLVED, REPEAT],
    ['fired', 'resolved', 'repeated'],
    false,
  ],
  [
    'is resolved before it fires',
    [RESOLVED, FIRING],
    ['missed', 'repeated'],
    false,
  ],
  ['is resolved only', [RESOLVED, RESOLVED], ['missed', 'repeated'], false],
])('an alert that %s', (_, received, news, firing) => {
  const { state, news: told } = receive(received);
  expect(told).toEqual(news);
  expect(state?.firing).toBe(firing);
});

it('knows when it was seen, and when it ended, by the first end', () => {
  expect(receive([REPEAT, FIRING, RESOLVED, REPEAT]).state).toEqual({
    firing: false,
    hasFired: true,
    endsAt: at(9),
    firstSeenAt: at(1),
    lastSeenAt: at(11),
  });
});

it('ended when that was told where no end was', () => {
  expect(receive([FIRING, ['resolved', at(11)]]).state?.endsAt).toBe(at(11));
});

function* permutations<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield [];
  for (const [index, item] of items.entries()) {
    const rest = items.filter((_, other) => other !== index);
    for (const others of permutations(rest)) yield [item, ...others];
  }
}

const ALL: Received[] = [
  FIRING,
  FIRING,
  REPEAT,
  RESOLVED,
  ['resolved', at(16), at(8)],
  ['resolved', at(21)],
];

it('ends in the same state, in whatever order and however often it is received', () => {
  // Each subset of what can be received, in each order.
  for (let subset = 1; subset < 2 ** ALL.length; subset += 1) {
    const received = ALL.filter(
      (_, index) => Math.floor(subset / 2 ** index) % 2,
    );
    const { state } = receive(received);
    for (const order of permutations(received)) {
      const other = receive(order);
      expect(other.state).toEqual(state);
      // And nothing is told twice.
      for (const news of ['fired', 'resolved'] as const) {
        expect(
          other.news.filter(one => one === news).length,
        ).toBeLessThanOrEqual(1);
      }
      expect(receive([...order, ...order]).state).toEqual(state);
    }
  }
});
