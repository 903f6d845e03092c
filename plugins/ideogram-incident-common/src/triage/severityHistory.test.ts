import {
  lastOutageOf,
  sinceOf,
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLook,
} from './severityHistory';
import type { SeverityLevel, TriageErrorClass } from './triage';

const at = (minute: number) =>
  new Date(Date.UTC(2026, 10, 23, 12, 0, minute * 60)).toISOString();
const MAX_GAP = 5 * 60_000;

type Seen = [
  minute: number,
  level: SeverityLevel,
  errorClass?: TriageErrorClass,
  more?: Partial<SeverityLook>,
];

function seen(...triages: Seen[]): SeverityHistory {
  return triages.reduce<SeverityHistory | undefined>(
    (history, [minute, level, errorClass = 'none', more]) =>
      updateSeverityHistory(
        history,
        {
          level,
          errorClass,
          startedAt: at(minute),
          at: at(minute),
          ...more,
        },
        MAX_GAP,
      ),
    undefined,
  )!;
}

const onset = (
  minute: number,
  isKnown = true,
  isWhole = true,
): Partial<SeverityLook> => ({
  onset: { at: at(minute), isKnown, withinMs: 15_000, isWhole },
});

const since = (minute: number) => ({
  since: at(minute),
  sinceFrom: 'looks',
});
const measured = (minute: number) => ({
  since: at(minute),
  sinceFrom: 'metrics',
});
const seenSince = (minute: number) => ({ seenSince: at(minute) });

const looks: [string, Seen[], object][] = [
  ['of a first sight it is not known', [[0, 'P2']], seenSince(0)],
  [
    'of what stays neither',
    [
      [0, 'P2'],
      [5, 'P2'],
    ],
    seenSince(0),
  ],
  [
    'what begins between two looks',
    [
      [0, 'none'],
      [1, 'P1'],
      [2, 'P1'],
    ],
    since(1),
  ],
  [
    'getting worse starts the worse one',
    [
      [0, 'P2'],
      [5, 'P1'],
    ],
    since(5),
  ],
  [
    'getting better keeps the time of what goes on',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [5, 'P2', 'vendor-fault'],
    ],
    since(1),
  ],
  [
    'a worse one between is no break',
    [
      [0, 'none'],
      [1, 'P3'],
      [2, 'P1'],
      [4, 'P3'],
    ],
    since(1),
  ],
  [
    'a better one between is a break',
    [
      [0, 'P1'],
      [2, 'P2'],
      [4, 'P1'],
    ],
    since(4),
  ],
  [
    'all well is a break',
    [
      [0, 'P2'],
      [2, 'none'],
      [4, 'P2'],
    ],
    since(4),
  ],
  [
    'another error class starts anew',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [5, 'P1', 'authentication'],
      [6, 'P1', 'authentication'],
    ],
    since(5),
  ],
  [
    'a class that is not known is no other one',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [3, 'P1', 'unknown'],
      [5, 'P1', 'vendor-fault'],
    ],
    since(1),
  ],
  [
    'a class that becomes known is no other one',
    [
      [0, 'none', 'unknown'],
      [1, 'P1', 'unknown'],
      [3, 'P1', 'network'],
    ],
    since(1),
  ],
  [
    'a monitoring gap after a cure has its own time',
    [
      [0, 'none'],
      [1, 'P1'],
      [5, 'P4'],
    ],
    since(5),
  ],
  [
    'trouble after a monitoring gap, too',
    [
      [0, 'none'],
      [1, 'P2'],
      [3, 'P4'],
      [5, 'P2'],
    ],
    since(5),
  ],
  [
    'what is seen again after a hole was seen before it, and no more is known',
    [
      [0, 'none'],
      [1, 'P2'],
      [7, 'P2'],
      [8, 'P2'],
      [20, 'P2'],
    ],
    seenSince(1),
  ],
  [
    'a hole hides when a worse level began',
    [
      [0, 'none'],
      [1, 'P2'],
      [7, 'P1'],
    ],
    seenSince(7),
  ],
  [
    'another error class after a hole starts anew',
    [
      [1, 'P1', 'vendor-fault'],
      [7, 'P1', 'authentication'],
    ],
    seenSince(7),
  ],
  [
    'what was well before a hole starts anew',
    [
      [1, 'P1'],
      [2, 'none'],
      [8, 'P1'],
    ],
    seenSince(8),
  ],
  [
    'what was seen two days ago is another matter',
    [
      [0, 'P1'],
      [48 * 60, 'P1'],
    ],
    seenSince(48 * 60),
  ],
  [
    'the longest gap is no hole',
    [
      [0, 'none'],
      [1, 'P2'],
      [6, 'P2'],
    ],
    since(1),
  ],
  [
    'a triage that lasts long makes no hole',
    [
      [0, 'none'],
      [1, 'P2'],
      [9, 'P2', 'none', { startedAt: at(6) }],
    ],
    since(1),
  ],
  ['all well has no time', [[0, 'none']], {}],
];

describe('looks', () => {
  it.each(looks)('%s', (_, triages, expected) => {
    expect(sinceOf(seen(...triages))).toEqual(expected);
  });

  it('is not moved back by a triage that was overtaken', () => {
    expect(seen([5, 'P1'], [4, 'none'])).toEqual(seen([5, 'P1']));
  });

  it('survives a store', () => {
    const history = seen([0, 'P1', 'billing'], [1, 'P2', 'billing']);
    expect(JSON.parse(JSON.stringify(history))).toEqual(history);
  });
});

const withMetrics: [string, Seen[], object][] = [
  [
    'know of a first sight when it began',
    [[30, 'P1', 'vendor-fault', onset(18)]],
    measured(18),
  ],
  [
    'know that it ended in a hole, and began again',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault', onset(1)],
      [30, 'P1', 'vendor-fault', onset(22)],
    ],
    measured(22),
  ],
  [
    'know that it ended in a hole, also where they do not tell all',
    [
      [1, 'P1', 'vendor-fault'],
      [30, 'P1', 'vendor-fault', onset(22, true, false)],
    ],
    measured(22),
  ],
  [
    'know that it ended and began again between two looks',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [5, 'P1', 'vendor-fault', onset(4)],
    ],
    measured(4),
  ],
  [
    'say the same as looks, whose time does not wander',
    [
      [0, 'none'],
      [1, 'P1', 'network', onset(1.2)],
      [2, 'P1', 'network', onset(0.9)],
    ],
    since(1),
  ],
  [
    'keep their own time as well',
    [
      [30, 'P1', 'network', onset(20)],
      [31, 'P1', 'network', onset(20.2)],
    ],
    measured(20),
  ],
  [
    'know more than a time that is not known',
    [
      [0, 'P1', 'network'],
      [1, 'P1', 'network', onset(-7)],
    ],
    measured(-7),
  ],
  [
    "can't tell what rests on more than they measure",
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [5, 'P1', 'vendor-fault', onset(4, true, false)],
    ],
    since(1),
  ],
  [
    'that end in a gap say since when it holds at least',
    [[30, 'P1', 'vendor-fault', onset(12, false)]],
    seenSince(12),
  ],
  [
    'that end in a gap leave alone what looks knew before',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [3, 'P1', 'vendor-fault', onset(2, false)],
    ],
    since(1),
  ],
  [
    'of a worse level bring the lesser ones along',
    [
      [30, 'P1', 'vendor-fault', onset(18)],
      [31, 'P2', 'vendor-fault'],
    ],
    measured(18),
  ],
];

describe('metrics', () => {
  it.each(withMetrics)('%s', (_, triages, expected) => {
    expect(sinceOf(seen(...triages))).toEqual(expected);
  });

  it('that come after the triage correct it', () => {
    const history = seen(
      [30, 'P1', 'network'],
      [30, 'P1', 'network', onset(20)],
    );
    expect(sinceOf(history)).toEqual(measured(20));
  });
});

const p1 = { level: 'P1', errorClass: 'vendor-fault' } as const;
const measuredOutage = (minutes: [from: number, to: number]) => ({
  outage: {
    ...p1,
    since: at(minutes[0]),
    lastSeenAt: at(minutes[1] - 1),
    until: at(minutes[1]),
  },
});

const outages: [string, Seen[], object | undefined][] = [
  ['none was seen', [[0, 'none']], undefined],
  [
    'one goes on',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
    ],
    undefined,
  ],
  [
    'one was followed from its begin to its end',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [4, 'P1', 'vendor-fault'],
      [5, 'none'],
      [9, 'none'],
    ],
    { ...p1, since: at(1), lastSeenAt: at(4), until: at(5) },
  ],
  [
    'it is told at its worst',
    [
      [0, 'none'],
      [1, 'P2', 'vendor-fault'],
      [2, 'P1', 'vendor-fault'],
      [4, 'P2', 'vendor-fault'],
      [6, 'P3'],
    ],
    { ...p1, since: at(2), lastSeenAt: at(2), until: at(4) },
  ],
  [
    'a monitoring gap ends it as well',
    [
      [0, 'P1', 'vendor-fault'],
      [2, 'P4'],
    ],
    { ...p1, seenSince: at(0), lastSeenAt: at(0), until: at(2) },
  ],
  [
    'it ended while nobody looked',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [20, 'none'],
      [21, 'none'],
    ],
    { ...p1, since: at(1), lastSeenAt: at(1) },
  ],
  [
    'it ended while only metrics looked',
    [
      [0, 'none'],
      [1, 'P1', 'vendor-fault'],
      [20, 'none', 'none', measuredOutage([1, 12])],
    ],
    { ...p1, since: at(1), lastSeenAt: at(1), until: at(12) },
  ],
  [
    'only metrics know of it',
    [[30, 'none', 'none', measuredOutage([4, 12])]],
    { ...p1, since: at(4), lastSeenAt: at(11), until: at(12) },
  ],
  [
    'only metrics know of a later one',
    [
      [1, 'P1', 'vendor-fault'],
      [30, 'none', 'none', measuredOutage([14, 22])],
    ],
    { ...p1, since: at(14), lastSeenAt: at(21), until: at(22) },
  ],
  [
    'it is remembered when the metrics have forgotten it',
    [
      [30, 'none', 'none', measuredOutage([4, 12])],
      [200, 'none'],
    ],
    { ...p1, since: at(4), lastSeenAt: at(11), until: at(12) },
  ],
  [
    'it is a day ago',
    [
      [0, 'P1', 'vendor-fault'],
      [1, 'none'],
      [25 * 60, 'none'],
    ],
    undefined,
  ],
];

describe('the last outage, where', () => {
  it.each(outages)('%s', (_, triages, expected) => {
    expect(lastOutageOf(seen(...triages))).toEqual(expected);
  });
});
