import { TARGET } from '../target/target.fixture';
import { evaluateReadings } from './evaluateReadings';
import { SCENARIOS } from './readings.fixture';
import { decisionSchema, severitySchema } from './triage';

it.each([
  ['healthy', 'none', ['no', 'no', 'yes'], 'monitor', 'none'],
  [
    'vendor-outage',
    'vendor-fault',
    ['yes', 'yes', undefined],
    'wait-for-ideogram',
    'P1',
  ],
  [
    'vendor-outage-unannounced',
    'vendor-fault',
    ['yes', 'no', undefined],
    'fix-our-integration',
    'P1',
  ],
  [
    'key-revoked',
    'authentication',
    ['yes', 'no', undefined],
    'fix-our-integration',
    'P1',
  ],
  [
    'no-credit',
    'billing',
    ['yes', 'no', undefined],
    'fix-our-integration',
    'P1',
  ],
  [
    'rate-limited',
    'rate-limited',
    ['yes', 'no', undefined],
    'fix-our-integration',
    'P2',
  ],
  ['slow', 'none', ['no', 'no', 'yes'], 'monitor', 'P2'],
  ['pods-crash', 'none', ['no', 'no', 'no'], 'fix-our-infrastructure', 'P1'],
  ['prometheus-down', 'none', ['no', 'no', 'yes'], 'monitor', 'P4'],
  [
    'network-cut',
    'network',
    ['yes', 'unknown', undefined],
    'undetermined',
    'P1',
  ],
] as const)(
  'the scenario %s',
  (scenario, errorClass, answers, outcome, level) => {
    const judgement = evaluateReadings({
      target: TARGET,
      readings: SCENARIOS[scenario],
    });
    expect(judgement).toMatchObject({
      errorClass,
      severity: { level },
      decision: { outcome },
    });
    judgement.decision.path.forEach(({ answer }, index) => {
      expect(answer).toBe(answers[index] ?? answer);
    });
    expect(decisionSchema.parse(judgement.decision)).toEqual(
      judgement.decision,
    );
    expect(severitySchema.parse(judgement.severity)).toEqual(
      judgement.severity,
    );
  },
);
