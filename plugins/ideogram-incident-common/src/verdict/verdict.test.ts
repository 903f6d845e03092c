import { decide } from '../triage/decide';
import { errorClassOf } from '../triage/errorClassOf';
import { TARGET } from '../target/target.fixture';
import { evaluateReadings } from '../triage/evaluateReadings';
import type { Reading } from '../triage/reading';
import {
  crashed,
  failing,
  logged,
  reading,
  readings,
  SCENARIOS,
} from '../triage/readings.fixture';
import { severityOf } from '../triage/severity';
import {
  outcomeSchema,
  severityLevelSchema,
  triageErrorClassSchema,
} from '../triage/triage';
import { verdictOf } from './verdict';

function verdict(given: Reading[]) {
  const path = decide(given);
  return verdictOf({
    readings: given,
    errorClass: errorClassOf(given),
    severity: severityOf({ readings: given, path: path.path }),
    decision: { ...path, guidance: [] },
  });
}

it.each([
  ['healthy', 'All is well. Nothing to do.', 'Healthy'],
  [
    'vendor-outage',
    'Ideogram is down. Enable fallback and wait.',
    'Complete outage',
  ],
  [
    'vendor-outage-unannounced',
    "Ideogram is failing, but hasn't said so. Enable fallback.",
    'Complete outage',
  ],
  [
    'key-revoked',
    'Ideogram refuses our key. Enable fallback, rotate the key.',
    'Complete outage',
  ],
  [
    'no-credit',
    'Ideogram account is out of credit. Enable fallback.',
    'Complete outage',
  ],
  [
    'rate-limited',
    "We hit Ideogram's rate limit. Enable the queue.",
    'Degraded service',
  ],
  ['slow', 'Images are slow. Keep watching.', 'Degraded service'],
  [
    'pods-crash',
    'All pods crash since the last rollout. Undo it.',
    'Complete outage',
  ],
  ['prometheus-down', 'Metrics come from the backup.', 'No user impact'],
  [
    'network-cut',
    "Our pods can't reach Ideogram. Enable fallback.",
    'Complete outage',
  ],
] as const)('of the scenario %s', (scenario, sentence, levelWord) => {
  expect(verdict(SCENARIOS[scenario])).toMatchObject({ sentence, levelWord });
});

const ROLLOUT = { revision: 6, startedAt: '2026-11-23T11:58:00.000Z' };
const NO_CURE = { ...ROLLOUT, wasDownBefore: true } as const;
const someCrash = (brokenRollout?: typeof ROLLOUT) =>
  reading('workload', 'degraded', {
    available: 4,
    pods: [{ name: 'a', ready: false, restarts: 9, trouble: 'crashing' }],
    ...(brokenRollout && { brokenRollout }),
  });
const errors = (label: string, share = 0.4) =>
  reading('error-rate', 'degraded', failing({ [label]: share }));

it.each([
  [
    'error lines',
    readings({ 'recent-errors': logged([503, 12]) }),
    'A few error lines. Users are served.',
    'Minor impact',
  ],
  [
    'a status page that does not concern us',
    readings({ 'status-page': 'failing' }),
    'Ideogram reports trouble. Users are served.',
    'Minor impact',
  ],
  [
    'one missing reading',
    readings({ latency: 'unknown' }),
    'One reading is missing. Users are served.',
    'No user impact',
  ],
  [
    'no error rate',
    readings({ 'error-rate': 'unknown' }),
    'We see only a part. Users seem to be served.',
    'No user impact',
  ],
  [
    'nothing read',
    readings({ 'error-rate': 'unknown', 'integration-health': 'unknown' }),
    "We can't tell what is wrong. Check by hand.",
    'Cause unknown',
  ],
  [
    'a refused key, status page unread',
    readings({ 'status-page': 'unknown', 'error-rate': errors('401') }),
    'Ideogram refuses our key. Enable fallback, rotate the key.',
    'Degraded service',
  ],
  [
    'some requests without an answer, status page unread',
    readings({ 'status-page': 'unknown', 'error-rate': errors('timeout') }),
    'Some requests get no answer. Enable fallback.',
    'Degraded service',
  ],
  [
    'no answer to anybody, nothing announced',
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ network: 1 })),
    }),
    "Our pods can't reach Ideogram. Enable fallback.",
    'Complete outage',
  ],
  [
    'server errors, status page unread',
    readings({
      'status-page': 'unknown',
      'error-rate': reading('error-rate', 'failing', failing({ 503: 1 })),
    }),
    'Ideogram answers with server errors. Enable fallback.',
    'Complete outage',
  ],
  [
    'errors of an unknown kind, status page unread',
    readings({ 'status-page': 'unknown', 'error-rate': errors('weird') }),
    "We can't tell why requests fail. Enable fallback.",
    'Cause unknown',
  ],
  [
    'a rate limit in an incident',
    readings({ 'status-page': 'degraded', 'error-rate': errors('429') }),
    "We hit Ideogram's rate limit. Enable the queue.",
    'Degraded service',
  ],
  [
    '429s that do not matter',
    readings({
      'error-rate': reading('error-rate', 'ok', failing({ 429: 0.001 })),
    }),
    'All is well. Nothing to do.',
    'Healthy',
  ],
  [
    'errors of an unknown kind',
    readings({ 'error-rate': errors('weird') }),
    'Some requests fail. Enable fallback, check the config.',
    'Degraded service',
  ],
  [
    'a few refused requests, for which nobody needs the fallback',
    readings({ 'error-rate': errors('403', 0.004) }),
    'Ideogram refuses our key. Verify it, then rotate it.',
    'Degraded service',
  ],
  [
    'pods that crash, whatever was rolled out',
    readings({ workload: crashed() }),
    'All pods crash. Read their last words.',
    'Complete outage',
  ],
  [
    'pods that crash, with nothing else to read',
    readings({
      'status-page': 'unknown',
      'error-rate': 'unknown',
      workload: crashed(ROLLOUT),
    }),
    'All pods crash since the last rollout. Undo it.',
    'Complete outage',
  ],
  [
    'pods that crash after requests that got no answer',
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ network: 1 })),
      workload: crashed(ROLLOUT),
    }),
    'All pods crash since the last rollout. Undo it.',
    'Complete outage',
  ],
  [
    'pods that crash because the key is refused',
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ 401: 1 })),
      workload: crashed(),
    }),
    'Ideogram refuses our key. Enable fallback, rotate the key.',
    'Complete outage',
  ],
  [
    'pods that crashed before the last rollout, too',
    readings({ workload: crashed(NO_CURE) }),
    'All pods crash. Read their last words.',
    'Complete outage',
  ],
  [
    'an image that was not there before the last rollout, either',
    readings({ workload: crashed(NO_CURE, 'image-pull') }),
    'No pod can pull its image. Check image and registry.',
    'Complete outage',
  ],
  [
    'an image that is not there since the last rollout',
    readings({ workload: crashed(ROLLOUT, 'image-pull') }),
    'No pod can pull its image since the last rollout. Undo it.',
    'Complete outage',
  ],
  [
    'pods without memory',
    readings({ workload: crashed(undefined, 'out-of-memory') }),
    'All pods run out of memory. Raise the limit.',
    'Complete outage',
  ],
  [
    'pods without a node',
    readings({ workload: crashed(undefined, 'unschedulable') }),
    'No node has room for our pods. Make room.',
    'Complete outage',
  ],
  [
    'no deployment',
    readings({
      workload: { ...reading('workload', 'failing'), details: undefined },
    }),
    'Our deployment is missing. Deploy it again.',
    'Complete outage',
  ],
  [
    'a rollout that is stuck while the old pods serve',
    readings({ workload: someCrash(ROLLOUT) }),
    'New pods crash since the last rollout. Undo it.',
    'Degraded service',
  ],
  [
    'a rollout that is stuck while Ideogram is down',
    readings({
      'status-page': 'failing',
      'error-rate': reading('error-rate', 'failing', failing({ 503: 1 })),
      workload: someCrash(ROLLOUT),
    }),
    'Ideogram is down. Enable fallback and wait.',
    'Complete outage',
  ],
  [
    'some pods that crash',
    readings({ workload: someCrash() }),
    'Some pods crash. Read their last words.',
    'Degraded service',
  ],
])('of %s', (_, given, sentence, levelWord) => {
  expect(verdict(given)).toMatchObject({ sentence, levelWord });
});

it.each([
  [
    SCENARIOS['vendor-outage'],
    '96% of 3.1 requests/s fail with 500 or 503. Ideogram announces “Elevated API errors” with impact major outage.',
  ],
  [SCENARIOS.slow, 'P95 is 41 s, the limit is 30 s.'],
  [SCENARIOS.healthy, 'All 6 readings are ok. None of 3.1 requests/s fails.'],
  [
    readings({
      'integration-health': reading('integration-health', 'degraded', {
        value: 'degraded',
        path: 'status',
      }),
      'error-rate': 'unknown',
      latency: 'unknown',
    }),
    'Our health check says degraded at status. 2 of 6 readings are missing: error rate, latency.',
  ],
  [readings({ latency: 'unknown' }), '1 of 6 readings is missing: latency.'],
  [
    SCENARIOS['pods-crash'],
    '0 of 6 pods are available: 2 crashing. No pod of rollout 6 was ever up.',
  ],
])('explains itself: %2$s', (given, explanation) => {
  expect(verdict(given).explanation).toBe(explanation);
});

describe('every combination', () => {
  const combinations = outcomeSchema.options.flatMap(outcome =>
    triageErrorClassSchema.options.flatMap(errorClass =>
      severityLevelSchema.options.flatMap(level =>
        (['yes', 'no', 'unknown'] as const).map(answer => ({
          outcome,
          errorClass,
          level,
          answer,
        })),
      ),
    ),
  );

  it.each([
    ['all readings', readings()],
    ['slow ones', SCENARIOS.slow],
    [
      'none of the readings',
      readings({ latency: 'unknown', 'error-rate': 'unknown' }),
    ],
    ['a status page that complains', readings({ 'status-page': 'degraded' })],
    ['error lines', readings({ 'recent-errors': logged([503, 1]) })],
  ])('has a short sentence, with %s', (_, given) => {
    const sentences = combinations.map(
      ({ outcome, errorClass, level, answer }) =>
        verdictOf({
          readings: given,
          errorClass,
          severity: { level, reasons: ['Because.'] },
          decision: {
            outcome,
            path: decide(given).path.map(question =>
              question.id === 'api-errors' ? { ...question, answer } : question,
            ),
            guidance: [],
          },
        }).sentence,
    );
    expect(sentences.filter(text => text.length > 60)).toEqual([]);
    expect(sentences.filter(text => !/^[A-Z2].*\.$/.test(text))).toEqual([]);
  });
});

const withMitigations = (
  given: Reading[],
  mitigations: ('queue' | 'fallback')[],
): Reading[] => [
  ...given.filter(({ probe }) => probe !== 'workload'),
  reading('workload', 'ok', { mitigations }),
];

it.each<[keyof typeof SCENARIOS, 'queue' | 'fallback', string]>([
  ['vendor-outage', 'fallback', 'Ideogram is down. Fallback is on. Wait.'],
  [
    'vendor-outage-unannounced',
    'fallback',
    "Ideogram is failing, but hasn't said so. Fallback is on.",
  ],
  [
    'key-revoked',
    'fallback',
    'Ideogram refuses our key. Verify it, then rotate it.',
  ],
  ['no-credit', 'fallback', 'Ideogram account is out of credit. Top it up.'],
  ['rate-limited', 'queue', "We hit Ideogram's rate limit. The queue is on."],
  ['vendor-outage', 'queue', 'Ideogram is down. Enable fallback and wait.'],
])(
  'in %s with the %s on, it asks for nothing that is done',
  (scenario, mitigation, sentence) => {
    const given = withMitigations(SCENARIOS[scenario], [mitigation]);
    expect(verdict(given).sentence).toBe(sentence);
  },
);

it('asks to end a fallback that is all that is left of an outage', () => {
  const degraded = reading('integration-health', 'degraded', {
    value: 'degraded',
  });
  const over = withMitigations(readings({ 'integration-health': degraded }), [
    'fallback',
  ]);
  expect(verdict(over).sentence).toBe(
    'Ideogram is well again. Disable fallback.',
  );
  const without = readings({ 'integration-health': degraded });
  expect(verdict(without).sentence).toMatch(/^Our service is degraded/);
});

it.each<[string, Reading[], string]>([
  [
    'the service does not answer, though metrics of before are well',
    readings({ 'integration-health': 'unknown', 'recent-errors': 'unknown' }),
    'We see only a part. Check whether users are served.',
  ],
  [
    'the service answers, but the metrics do not',
    readings({ 'error-rate': 'unknown' }),
    'We see only a part. Users seem to be served.',
  ],
])('calls nobody served by what is not read now: %s', (_, given, sentence) => {
  expect(verdict(given).sentence).toBe(sentence);
});

it('quotes the last words of pods that crash, and of no others', () => {
  expect(verdict(SCENARIOS['pods-crash']).lastWords).toEqual([
    'reading styles',
    'error: styles: unexpected end',
  ]);
  const words = SCENARIOS['pods-crash'].filter(
    ({ probe }) => probe === 'recent-errors',
  );
  const served = readings({ 'recent-errors': words[0] });
  expect(verdict(served).lastWords).toEqual([]);
});

it('says of pods that crashed before the last rollout that undoing it is no cure', () => {
  expect(verdict(readings({ workload: crashed(NO_CURE) })).explanation).toBe(
    '0 of 6 pods are available: 2 crashing. Pods were down before rollout 6, too: undoing it brings back what was down.',
  );
});

/** The act of a verdict, and the step that does it. */
const STEPS: [RegExp, RegExp][] = [
  [/Enable fallback/, /^Enable fallback$/],
  [/Enable the queue/, /^Enable the queue$/],
  [/Verify/, /^Verify the credential$/],
  [/Top it up/, /^Top up the balance/],
  [/Undo it/, /^Undo the last rollout$/],
  [/Read their last words/, /^Read what the pods said/],
  [/Raise the limit/, /^Raise the memory limit/],
  [/Check image and registry|Check the image/, /^Check the image/],
  [/Make room/, /^Make room/],
  [/Deploy it again/, /^Deploy the integration again/],
  [/Check (?:the )?pods/, /^Check the pods$/],
  [/Check the network/, /^Tell people$/],
  [/Check by hand/, /\?/],
  [/Keep watching/, /^Keep watching$/],
  [/Disable fallback/, /^Disable fallback/],
];

const WORLDS: [string, Reading[]][] = [
  ...Object.entries(SCENARIOS),
  ...(['401', '402', '429', '503', 'timeout', 'weird'] as const).flatMap(
    (label): [string, Reading[]][] => [
      [`some ${label}`, readings({ 'error-rate': errors(label) })],
      [`few ${label}`, readings({ 'error-rate': errors(label, 0.004) })],
      [
        `${label} and no status page`,
        readings({ 'error-rate': errors(label), 'status-page': 'unknown' }),
      ],
      [
        `${label} while the fallback is on`,
        withMitigations(readings({ 'error-rate': errors(label) }), [
          'fallback',
        ]),
      ],
      [
        `${label} while the queue is on`,
        withMitigations(readings({ 'error-rate': errors(label) }), ['queue']),
      ],
    ],
  ),
  ...(
    [
      'crashing',
      'out-of-memory',
      'image-pull',
      'unschedulable',
      'not-ready',
    ] as const
  ).flatMap((trouble): [string, Reading[]][] => [
    [`all ${trouble}`, readings({ workload: crashed(undefined, trouble) })],
    [`broken ${trouble}`, readings({ workload: crashed(ROLLOUT, trouble) })],
    [
      `down before ${trouble}`,
      readings({ workload: crashed(NO_CURE, trouble) }),
    ],
  ]),
  ['some crash', readings({ workload: someCrash() })],
  ['new ones crash', readings({ workload: someCrash(ROLLOUT) })],
  ['health down', readings({ 'integration-health': 'failing' })],
  ['health degraded', readings({ 'integration-health': 'degraded' })],
  [
    'no deployment',
    readings({
      workload: { ...reading('workload', 'failing'), details: undefined },
    }),
  ],
  ['nothing read', []],
];

it.each(WORLDS)('asks first for the first step: %s', (_, given) => {
  const { decision } = evaluateReadings({ target: TARGET, readings: given });
  const { sentence } = verdict(given);
  const [first] = decision.guidance;
  const [, asked] = STEPS.find(([act]) => act.test(sentence)) ?? [];
  const isDone =
    /Nothing to do|is on\.|Users (?:are|seem to be) served|backup/.test(
      sentence,
    );
  const isFirst = asked?.test(first.text) ?? true;
  expect({ sentence, first: first.text, isFirst, isDone }).toEqual({
    sentence,
    first: first.text,
    isFirst: true,
    isDone: asked === undefined,
  });
});

it.each([
  [SCENARIOS['vendor-outage'], 'At least 95% of requests fail.'],
  [SCENARIOS['pods-crash'], 'No pod is available.'],
  [SCENARIOS.slow, 'At least 1 in 20 images takes 30 s or longer.'],
  [
    SCENARIOS['rate-limited'],
    'More requests are refused with 429 than the limit allows.',
  ],
  [
    readings({ 'error-rate': errors('403', 0.004) }),
    'A refused key or payment is urgent, however few requests fail.',
  ],
  [
    readings({
      'integration-health': 'failing',
      'error-rate': errors('weird'),
    }),
    'Our health check says healthy at services.ideogram.',
  ],
  [readings({ 'status-page': 'failing' }), 'Ideogram reports an outage.'],
  [readings({ latency: 'unknown' }), "The latency can't be read."],
  [
    SCENARIOS['prometheus-down'],
    'The error rate comes from the backup, app:3000/metrics.',
  ],
])('gives the strongest reason for the level: %2$s', (given, why) => {
  expect(verdict(given).why).toBe(why);
});
