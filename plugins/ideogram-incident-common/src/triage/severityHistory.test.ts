import {
  sinceOf,
  updateSeverityHistory,
  type SeverityHistory,
} from './severityHistory';
import type { SeverityLevel } from './triage';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 23, 12, minute)).toISOString();
const MAX_GAP = 10 * 60_000;

function seen(...triages: [minute: number, level: SeverityLevel][]) {
  return triages.reduce<SeverityHistory | undefined>(
    (history, [minute, level]) =>
      updateSeverityHistory(history, level, at(minute), MAX_GAP),
    undefined,
  );
}

const held: [
  string,
  [number, SeverityLevel][],
  SeverityLevel,
  number | undefined,
][] = [
  ['a first sight', [[0, 'P2']], 'P2', 0],
  [
    'staying',
    [
      [0, 'P2'],
      [5, 'P2'],
    ],
    'P2',
    0,
  ],
  [
    'getting worse starts the worse one',
    [
      [0, 'P2'],
      [5, 'P1'],
    ],
    'P1',
    5,
  ],
  [
    'getting better keeps the time',
    [
      [0, 'P1'],
      [5, 'P2'],
    ],
    'P2',
    0,
  ],
  [
    'a worse one between is no break',
    [
      [0, 'P3'],
      [2, 'P1'],
      [4, 'P3'],
    ],
    'P3',
    0,
  ],
  [
    'a better one between is a break',
    [
      [0, 'P1'],
      [2, 'P2'],
      [4, 'P1'],
    ],
    'P1',
    4,
  ],
  [
    'all well is a break',
    [
      [0, 'P2'],
      [2, 'none'],
      [4, 'P2'],
    ],
    'P2',
    4,
  ],
  [
    'a long gap is a break',
    [
      [0, 'P2'],
      [11, 'P2'],
    ],
    'P2',
    11,
  ],
  [
    'the longest gap is none',
    [
      [0, 'P2'],
      [10, 'P2'],
    ],
    'P2',
    0,
  ],
  ['all well has no time', [[0, 'none']], 'none', undefined],
  [
    'a level that no longer holds',
    [
      [0, 'P1'],
      [1, 'P3'],
    ],
    'P1',
    undefined,
  ],
];

it.each(held)('%s', (_, triages, level, minute) => {
  expect(sinceOf(seen(...triages), level)).toBe(
    minute === undefined ? undefined : at(minute),
  );
});

it('is not moved back by a triage that was overtaken', () => {
  expect(seen([5, 'P1'], [4, 'none'])).toEqual(seen([5, 'P1']));
});

it('survives a store', () => {
  const history = seen([0, 'P1'], [1, 'P2']);
  expect(JSON.parse(JSON.stringify(history))).toEqual(history);
});

it('knows nothing without a history', () => {
  expect(sinceOf(undefined, 'P1')).toBeUndefined();
});
