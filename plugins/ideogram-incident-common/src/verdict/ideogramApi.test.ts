import { TARGET } from '../target/target.fixture';
import { evaluateReadings } from '../triage/evaluateReadings';
import type { IdeogramApiDetails } from '../triage/probes/ideogramApi';
import type { ReadingStatus } from '../triage/probes/probe';
import type { Reading } from '../triage/reading';
import {
  failing,
  reading,
  readings,
  SCENARIOS,
} from '../triage/readings.fixture';
import { verdictOf } from './verdict';

const asked = (
  status: ReadingStatus,
  details: Partial<IdeogramApiDetails> = {},
) => reading('ideogram-api', status, details);

const key = (answer: 'accepted' | 'refused') => ({
  key: {
    answer,
    words: 'api.ideogram.ai said so',
    askedAt: '2026-11-23T11:59:00.000Z',
  },
});

const DOWN = asked('failing', { httpStatus: 503 });
const WELL = asked('ok');
const REFUSED = asked('failing', key('refused'));
const ACCEPTED = asked('ok', key('accepted'));

function told(given: Reading[]) {
  const evaluation = evaluateReadings({ target: TARGET, readings: given });
  const { sentence, explanation } = verdictOf({
    readings: given,
    ...evaluation,
  });
  return {
    level: evaluation.severity.level,
    sentence,
    explanation,
    guidance: evaluation.decision.guidance,
    texts: evaluation.decision.guidance.map(({ text }) => text),
  };
}

describe('an outage that nobody announced', () => {
  const unannounced = SCENARIOS['vendor-outage-unannounced'];

  it('is likely Ideogram’s where it fails for the portal too', () => {
    const { explanation, guidance, texts } = told([...unannounced, DOWN]);
    expect(explanation).toContain(
      'Ideogram fails for the portal too: it answers with a server error.',
    );
    expect(guidance[0]).toMatchObject({
      text: 'Enable fallback',
      detail: expect.stringMatching(
        /^Ideogram fails for the portal too: it answers with a server error\. A vendor fault is likely/,
      ),
    });
    expect(texts).toContain(
      'Ideogram fails for the portal too: treat it as an outage of theirs',
    );
  });

  it('is looked for between where Ideogram answers the portal', () => {
    const { explanation, guidance, texts } = told([...unannounced, WELL]);
    const sentence =
      'Ideogram answers the portal, so look between your pods and Ideogram';
    expect(explanation).toContain(sentence);
    expect(guidance[0].detail).toMatch(
      /^Ideogram answers the portal, so look between your pods and Ideogram\. Users get/,
    );
    expect(guidance[0].detail).not.toContain('A vendor fault is likely');
    expect(texts).toContain(sentence);
  });

  it.each([
    ['not asked', unannounced],
    ['not known', [...unannounced, asked('unknown')]],
  ])('is what it was where Ideogram is %s', (_, given) => {
    expect(JSON.stringify(told(given))).not.toMatch(/the portal/);
  });
});

it('looks at what portal and pods share where neither reaches Ideogram', () => {
  const given = [
    ...SCENARIOS['network-cut'],
    asked('failing', { httpStatus: undefined, noAnswer: 'is silent' }),
  ];
  const { texts } = told(given);
  const [first] = texts.filter(text => /Look at|Check DNS/.test(text));
  expect(first).toBe('Look at the network that portal and pods share');
  expect(texts.join('\n')).not.toMatch(/outage of theirs|Ideogram answers/);
});

it('looks between pods and Ideogram where requests get no answer', () => {
  const { texts } = told(
    readings({
      'error-rate': reading('error-rate', 'failing', failing({ network: 1 })),
      'ideogram-api': WELL,
    }),
  );
  const [first] = texts.filter(text => /Ideogram answers|Check DNS/.test(text));
  expect(first).toMatch(/^Ideogram answers the portal, so look between/);
});

describe('Ideogram in trouble for the portal alone', () => {
  it.each<[string, Reading, string, RegExp]>([
    [
      'fails',
      DOWN,
      'Ideogram fails for the portal. Keep watching.',
      /Asked from the portal, Ideogram answers with a server error\. No error of ours/,
    ],
    [
      'is slow',
      asked('degraded', { seconds: 7 }),
      'Ideogram is in trouble for the portal. Keep watching.',
      /Ideogram takes 7 s to answer\. No error of ours/,
    ],
    [
      'refuses the key',
      REFUSED,
      'Ideogram refuses our key. Verify it.',
      /those that restart will be refused/,
    ],
  ])('%s', (_, reads, sentence, detail) => {
    const all = told(readings({ 'ideogram-api': reads }));
    expect(all.level).toBe('P3');
    expect(all.sentence).toBe(sentence);
    expect(all.guidance.map(step => step.detail).join('\n')).toMatch(detail);
  });

  it.each([
    [DOWN, 'Ideogram fails for the portal. See whether users are hit.'],
    [REFUSED, 'Ideogram refuses our key. Verify it, then rotate it.'],
  ])('while the error rate is unknown (%#)', (reads, sentence) => {
    const given = readings({ 'error-rate': 'unknown', 'ideogram-api': reads });
    expect(told(given)).toMatchObject({ level: 'P3', sentence });
  });
});

describe('a key that Ideogram accepts', () => {
  const errorsOf = (label: string, share = 1) =>
    reading('error-rate', 'failing', failing({ [label]: share }));
  const suspicion = /credential|dashboard whether the key/i;

  it.each(['503', 'weird'])('is not suspected of %s', label => {
    const given = readings({
      'error-rate': errorsOf(label),
      'ideogram-api': ACCEPTED,
    });
    expect(told(given).texts.join('\n')).not.toMatch(suspicion);
    const without = readings({ 'error-rate': errorsOf(label) });
    expect(told(without).texts.join('\n')).toMatch(suspicion);
  });

  it('is given to pods that are refused by a restart', () => {
    const { sentence, guidance, texts } = told(
      readings({ 'error-rate': errorsOf('401'), 'ideogram-api': ACCEPTED }),
    );
    expect(sentence).toBe(
      'Pods use an older key than the secret. Restart them.',
    );
    expect(texts.join('\n')).not.toMatch(suspicion);
    expect(guidance).toContainEqual(
      expect.objectContaining({
        action: 'restart',
        detail: expect.stringContaining('run with an older one'),
      }),
    );
  });

  it('is suspected where it may have been revoked since it was asked for', () => {
    const { sentence, texts } = told(
      readings({
        'error-rate': errorsOf('401', 0.1),
        'ideogram-api': ACCEPTED,
      }),
    );
    expect(sentence).toBe(
      'Ideogram refuses our key. Enable fallback, rotate the key.',
    );
    expect(texts).toContain('Rotate the credential');
  });
});
