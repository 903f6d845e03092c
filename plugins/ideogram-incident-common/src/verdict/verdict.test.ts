import { decide } from '../triage/decide';
import { errorClassOf } from '../triage/errorClassOf';
import type { Reading } from '../triage/reading';
import {
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
    'Ideogram fails, but announces nothing. Enable fallback.',
    'Complete outage',
  ],
  ['key-revoked', 'Ideogram refuses our key. Rotate it.', 'Complete outage'],
  [
    'no-credit',
    'Ideogram wants to be paid. Top up the balance.',
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
    'Our service is down. Check pods, memory, network.',
    'Complete outage',
  ],
  ['prometheus-down', 'Metrics come from the backup.', 'No user impact'],
  [
    'network-cut',
    "Ideogram can't be reached from here. Check the network.",
    'Complete outage',
  ],
] as const)('of the scenario %s', (scenario, sentence, levelWord) => {
  expect(verdict(SCENARIOS[scenario])).toMatchObject({ sentence, levelWord });
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
    'Ideogram refuses our key. Rotate it.',
    'Degraded service',
  ],
  [
    'some requests without an answer, status page unread',
    readings({ 'status-page': 'unknown', 'error-rate': errors('timeout') }),
    'Some requests get no answer. Check the network.',
    'Degraded service',
  ],
  [
    'no answer to anybody, nothing announced',
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ network: 1 })),
    }),
    "Ideogram can't be reached from here. Check the network.",
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
    "We can't tell what is wrong. Check by hand.",
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
    'Some requests fail. Check credentials and config.',
    'Degraded service',
  ],
])('of %s', (_, given, sentence, levelWord) => {
  expect(verdict(given)).toMatchObject({ sentence, levelWord });
});

it.each([
  [
    SCENARIOS['vendor-outage'],
    '96% of 3.1 requests/s fail with 503 or 500. Ideogram announces “Elevated API errors” with impact major outage.',
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
    'Ideogram fails, but announces nothing. Fallback is on.',
  ],
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
