import { crashed, failing, reading } from '../triage/readings.fixture';
import type { Reading } from '../triage/reading';
import { cautionsOf, type CautiousChange } from './cautions';

const well = [
  reading('error-rate', 'ok'),
  reading('integration-health', 'ok'),
  reading('workload', 'ok'),
  reading('status-page', 'ok'),
];
const outage = [
  reading('error-rate', 'degraded', failing({ 503: 0.62 })),
  reading('workload', 'ok'),
];
const noCredit = [reading('error-rate', 'failing', failing({ 402: 0.98 }))];
const keyRefused = [reading('error-rate', 'failing', failing({ 401: 0.98 }))];
const limited = (rateLimitedPerMinute: number) => [
  reading('error-rate', 'degraded', {
    ...failing({ 429: 0.1 }),
    rateLimitedPerMinute,
  }),
];
const pod = (trouble: 'crashing' | 'unschedulable') => ({
  name: 'a',
  ready: false,
  restarts: 9,
  trouble,
});
const dead = [
  reading('error-rate', 'unknown'),
  reading('workload', 'failing', {
    desired: 2,
    available: 0,
    pods: [pod('crashing'), pod('crashing')],
  }),
];
const noNode = [
  reading('workload', 'degraded', { pods: [pod('unschedulable')] }),
];
const blind = [
  reading('error-rate', 'unknown'),
  reading('integration-health', 'ok'),
  reading('status-page', 'ok'),
];
const announced = [
  reading('error-rate', 'ok'),
  reading('status-page', 'degraded'),
];

const OK = 'None of 3.1 requests/s fails. 6 of 6 pods are available.';

it.each<[CautiousChange, string, Reading[], string[]]>([
  [
    'undo-rollout',
    'while all is well',
    well,
    [
      `Nothing is wrong now. ${OK} Undoing brings back what the last rollout replaced.`,
    ],
  ],
  [
    'undo-rollout',
    'while Ideogram fails',
    outage,
    [
      '62% of 3.1 requests/s fail with 503. That is what Ideogram answers, and no rollout changes it.',
    ],
  ],
  ['undo-rollout', 'while pods crash', dead, []],
  [
    'undo-rollout',
    'to pods that were down, too',
    [
      crashed({
        revision: 7,
        startedAt: '2026-11-23T11:58:00.000Z',
        wasDownBefore: true,
      }),
    ],
    [
      'Pods were down before rollout 7, too: undoing it brings back what was down.',
    ],
  ],
  ['undo-rollout', 'blindly', blind, []],
  [
    'restart',
    'while all is well',
    well,
    [
      `Nothing is wrong now. ${OK} A restart makes nothing better, and leaves fewer pods meanwhile.`,
    ],
  ],
  [
    'restart',
    'while Ideogram fails',
    outage,
    [
      '62% of 3.1 requests/s fail with 503. That is what Ideogram answers, and a restart does not change it.',
    ],
  ],
  ['restart', 'while the key is refused', keyRefused, []],
  [
    'restart',
    'while pods crash',
    dead,
    [
      'None of 2 pods is available, and 2 crash. New pods of the same kind will most likely end the same way: if it began with the last rollout, undo that.',
    ],
  ],
  [
    'rotate-credential',
    'while the key works',
    well,
    [
      'The present key works: none of 3.1 requests/s fails with 401 or 403. You would replace a key that works.',
    ],
  ],
  ['rotate-credential', 'while the key is refused', keyRefused, []],
  [
    'rotate-credential',
    'without credit',
    noCredit,
    [
      '98% of 3.1 requests/s fail with 402. A new key of the same account has no credit either.',
    ],
  ],
  ['rotate-credential', 'blindly', blind, []],
  [
    'enable-fallback',
    'while all is well',
    well,
    [
      `Nothing is wrong now. ${OK} The fallback gives users less than Ideogram does.`,
    ],
  ],
  ['enable-fallback', 'while Ideogram fails', outage, []],
  [
    'enable-fallback',
    'while pods crash',
    dead,
    [
      'None of 2 pods is available, and 2 crash. Until they run, the fallback serves nobody.',
    ],
  ],
  [
    'disable-fallback',
    'while Ideogram fails',
    outage,
    [
      '62% of 3.1 requests/s fail with 503. That is with the fallback on: without it, at least as many fail, and perhaps all.',
    ],
  ],
  [
    'disable-fallback',
    'while the vendor announces trouble',
    announced,
    [expect.stringMatching(/^Ideogram still announces trouble\. ./)],
  ],
  [
    'disable-fallback',
    'blindly',
    blind,
    [
      "The error rate can't be read, so we can't tell whether Ideogram is well again.",
    ],
  ],
  ['disable-fallback', 'when it is over', well, []],
  [
    'enable-queue',
    'while nothing is refused',
    well,
    ['No request is refused with 429: the queue would only make users wait.'],
  ],
  [
    'enable-queue',
    'while hardly anything is refused',
    limited(2),
    [
      '2 requests a minute are refused with 429, and the limit is 5: the queue would only make users wait.',
    ],
  ],
  [
    'enable-queue',
    'while as much is refused as may be',
    limited(5),
    [
      '5 requests a minute are refused with 429, and the limit is 5: the queue would only make users wait.',
    ],
  ],
  ['enable-queue', 'while much is refused', limited(12), []],
  [
    'disable-queue',
    'while requests are refused',
    limited(12),
    [
      '12 requests a minute are refused with 429. Without the queue, more will be.',
    ],
  ],
  ['disable-queue', 'when it is over', well, []],
  [
    'scale-out',
    'while pods crash',
    dead,
    [
      'None of 2 pods is available, and 2 crash. More pods of the same kind do not help.',
    ],
  ],
  [
    'scale-out',
    'while requests are refused for their number',
    limited(12),
    [
      '12 requests a minute are refused with 429. More pods send more requests.',
    ],
  ],
  [
    'scale-out',
    'without a node',
    noNode,
    ["1 pod finds no node already: more pods won't find one either."],
  ],
  [
    'scale-out',
    'while Ideogram fails',
    outage,
    [
      '62% of 3.1 requests/s fail with 503. That is what Ideogram answers, and more pods do not change it.',
    ],
  ],
  ['scale-out', 'while all is well', well, []],
])('warns of %s %s', (change, _, readings, cautions) => {
  expect(cautionsOf(change, readings)).toEqual(cautions);
});

it('warns of nothing where nothing was read', () => {
  expect(cautionsOf('restart')).toEqual([]);
  expect(cautionsOf('disable-fallback', [])).toEqual([]);
});
