import { describeReading } from './describeReading';
import {
  dependsOnRequests,
  inViewOfRequests,
  isKeyCleared,
  isKeyRefused,
  judgeIdeogramApi,
  whoseFault,
} from './ideogramApi';
import type { IdeogramApiDetails } from './probes/ideogramApi';
import type { ReadingStatus } from './probes/probe';
import type { Reading } from './reading';
import { failing, logged, reading, readings } from './readings.fixture';

const key = (answer: 'accepted' | 'refused' | 'unknown', secondsAgo = 30) => ({
  answer,
  words: 'api.ideogram.ai said so',
  askedAt: new Date(
    Date.parse('2026-11-23T12:00:00.000Z') - secondsAgo * 1000,
  ).toISOString(),
});
const url = 'https://api.ideogram.ai/v1/.well-known/jwks.json';

describe('an answer of Ideogram to the portal', () => {
  it.each<[Partial<IdeogramApiDetails>, ReadingStatus, string, string]>([
    [
      { httpStatus: 200, seconds: 0.08 },
      'ok',
      'Answers the portal in 80 ms',
      'Ideogram answers the portal in 80 ms.',
    ],
    [
      { httpStatus: 404, seconds: 1 },
      'ok',
      'Answers the portal in 1 s',
      'Ideogram answers the portal in 1 s.',
    ],
    [
      { httpStatus: 200, seconds: 5 },
      'ok',
      'Answers the portal in 5 s',
      'Ideogram answers the portal in 5 s.',
    ],
    [
      { httpStatus: 200, seconds: 5.2 },
      'degraded',
      'Takes 5.2 s to answer the portal',
      'Asked from the portal, Ideogram takes 5.2 s to answer.',
    ],
    [
      { httpStatus: 429, seconds: 0.1 },
      'degraded',
      'Answers the portal with 429',
      'Asked from the portal, Ideogram answers 429.',
    ],
    [
      { httpStatus: 500, seconds: 0.1 },
      'failing',
      'Answers the portal with 500',
      'Asked from the portal, Ideogram answers with a server error.',
    ],
    [
      { httpStatus: 503, seconds: 9 },
      'failing',
      'Answers the portal with 503',
      'Asked from the portal, Ideogram answers with a server error.',
    ],
    [
      { noAnswer: 'refuses the connection' },
      'unknown',
      "Can't be reached from the portal",
      'Asked from the portal, Ideogram refuses the connection.',
    ],
    [
      { httpStatus: 200, seconds: 0.08, key: key('accepted') },
      'ok',
      'Answers the portal in 80 ms, accepts our key',
      'Ideogram answers the portal in 80 ms, and accepts our key.',
    ],
    [
      { httpStatus: 200, seconds: 0.08, key: key('unknown') },
      'ok',
      'Answers the portal in 80 ms',
      'Ideogram answers the portal in 80 ms.',
    ],
    [
      { httpStatus: 200, seconds: 0.08, key: key('refused') },
      'failing',
      'Refuses our key',
      'Asked from the portal, Ideogram refuses our key.',
    ],
    [
      { httpStatus: 503, seconds: 0.08, key: key('refused') },
      'failing',
      'Answers the portal with 503',
      'Asked from the portal, Ideogram answers with a server error.',
    ],
  ])('%j is %s', (answer, status, summary, sentence) => {
    const details = { url, ...answer };
    expect(judgeIdeogramApi(details)).toEqual({ status, summary });
    const unanswered = { httpStatus: undefined, seconds: undefined };
    expect(
      describeReading(
        reading('ideogram-api', status === 'unknown' ? 'failing' : status, {
          ...unanswered,
          ...answer,
        }),
      ),
    ).toBe(sentence);
  });
});

const silent: Reading = {
  ...reading('ideogram-api', 'unknown'),
  details: { url, noAnswer: 'gave no answer in 5 s' },
  problem: { issue: 'i', cause: 'c', solution: 's' },
} as Reading;

describe('no answer to the portal', () => {
  it.each<[string, Reading | undefined, ReadingStatus]>([
    ['all requests succeed', reading('error-rate', 'ok'), 'unknown'],
    [
      'some requests succeed',
      reading('error-rate', 'degraded', failing({ network: 0.9 })),
      'unknown',
    ],
    [
      'no request succeeds',
      reading('error-rate', 'failing', failing({ network: 1 })),
      'failing',
    ],
    [
      'there is no request',
      reading('error-rate', 'ok', {
        requestsPerSecond: 0,
        errorRatio: undefined,
      }),
      'failing',
    ],
    [
      'requests are not counted',
      reading('error-rate', 'degraded', {
        requestsPerSecond: undefined,
        errorRatio: undefined,
      }),
      'failing',
    ],
    ['the error rate is unknown', reading('error-rate', 'unknown'), 'failing'],
    ['there is no error rate', undefined, 'failing'],
  ])('while %s', (_, errorRate, status) => {
    const judged = inViewOfRequests(silent, errorRate);
    expect(judged.status).toBe(status);
    expect(dependsOnRequests(silent)).toBe(true);
    // To be judged twice changes nothing.
    expect(inViewOfRequests(judged, errorRate)).toEqual(judged);
  });

  it('is a problem of the portal where requests succeed', () => {
    expect(inViewOfRequests(silent, reading('error-rate', 'ok'))).toBe(silent);
  });

  it("is Ideogram's where none does, and no problem of the portal", () => {
    const judged = inViewOfRequests(silent, undefined);
    expect(judged).toMatchObject({ summary: 'Gave no answer in 5 s' });
    expect(judged.problem).toBeUndefined();
  });

  it.each([
    reading('ideogram-api', 'ok'),
    reading('ideogram-api', 'failing', { httpStatus: 503 }),
    reading('ideogram-api', 'unknown'),
    reading('status-page', 'unknown'),
  ])('is not what any other reading tells (%#)', other => {
    expect(inViewOfRequests(other, undefined)).toBe(other);
    expect(dependsOnRequests(other)).toBe(false);
  });
});

describe('whose fault errors are', () => {
  const fault = failing({ 503: 0.97 });
  const errors = reading('error-rate', 'failing', fault);
  const portal = 'ideogram-api';
  const unreached = inViewOfRequests(silent, errors);
  it.each<[string, Reading[], string | undefined]>([
    [
      'it answers 503',
      readings({
        'error-rate': errors,
        [portal]: reading(portal, 'failing', { httpStatus: 503 }),
      }),
      'Ideogram fails for the portal too: it answers with a server error.',
    ],
    [
      'it does not answer',
      readings({ 'error-rate': errors, [portal]: unreached }),
      'Ideogram fails for the portal too: it gave no answer in 5 s.',
    ],
    [
      'neither it nor the status page answers',
      readings({
        'error-rate': errors,
        'status-page': 'unknown',
        [portal]: unreached,
      }),
      'Ideogram fails for the portal too: it gave no answer in 5 s, so it may be the network that portal and pods share.',
    ],
    [
      'it answers well',
      readings({ 'error-rate': errors, [portal]: 'ok' }),
      'Ideogram answers the portal, so look between your pods and Ideogram.',
    ],
    [
      'it is slow',
      readings({
        'error-rate': errors,
        [portal]: reading(portal, 'degraded', { seconds: 6 }),
      }),
      'Ideogram is in trouble for the portal too: it takes 6 s to answer.',
    ],
    ...(['401', '503'] as const).map((label): [string, Reading[], string] => [
      `it refuses our key, and us ${label}`,
      readings({
        'error-rate': reading('error-rate', 'failing', failing({ [label]: 1 })),
        [portal]: reading(portal, 'failing', { key: key('refused') }),
      }),
      'Ideogram refuses our key, asked from the portal too.',
    ]),
    ['it is not asked', readings({ 'error-rate': errors }), undefined],
    [
      'it is not known',
      readings({ 'error-rate': errors, [portal]: 'unknown' }),
      undefined,
    ],
    ...(['401', '402', '429'] as const).map(
      (status): [string, Reading[], undefined] => [
        `it answers well, and us ${status}`,
        readings({
          'error-rate': reading(
            'error-rate',
            'failing',
            failing({ [status]: 1 }),
          ),
          [portal]: 'ok',
        }),
        undefined,
      ],
    ),
  ])('where %s', (_, given, sentence) => {
    expect(whoseFault(given)).toBe(sentence);
  });
});

describe('the key in the secret', () => {
  const asked = (
    errors: Reading,
    answer: 'accepted' | 'refused' | 'unknown',
    secondsAgo?: number,
  ) =>
    readings({
      'error-rate': errors,
      'ideogram-api': reading(
        'ideogram-api',
        answer === 'refused' ? 'failing' : 'ok',
        { key: key(answer, secondsAgo) },
      ),
    });
  const rate = (shares: Record<string, number>) =>
    reading('error-rate', 'failing', failing(shares));

  it.each<[string, Reading[], boolean]>([
    [
      'accepted, errors of another kind',
      asked(rate({ 503: 1 }), 'accepted'),
      true,
    ],
    ['unknown', asked(rate({ 503: 1 }), 'unknown'), false],
    ['refused', asked(rate({ 503: 1 }), 'refused'), false],
    // All of 5 min: it has been so for that long.
    [
      'accepted since all fail with 401',
      asked(rate({ 401: 1 }), 'accepted', 240),
      true,
    ],
    // A fifth of 5 min may have begun a minute ago.
    [
      'accepted since a few fail',
      asked(rate({ 401: 0.2 }), 'accepted', 50),
      true,
    ],
    [
      'accepted perhaps before',
      asked(rate({ 401: 0.2 }), 'accepted', 70),
      false,
    ],
    [
      'accepted, 401 only in lines',
      readings({
        'error-rate': 'unknown',
        'recent-errors': logged([401, 3]),
        'ideogram-api': reading('ideogram-api', 'ok', { key: key('accepted') }),
      }),
      false,
    ],
    ['not asked', readings({ 'error-rate': rate({ 503: 1 }) }), false],
  ])('%s', (_, given, isCleared) => {
    expect(isKeyCleared(given)).toBe(isCleared);
  });

  it('is refused where Ideogram said so', () => {
    expect(isKeyRefused(asked(rate({ 401: 1 }), 'refused'))).toBe(true);
    expect(isKeyRefused(asked(rate({ 401: 1 }), 'accepted'))).toBe(false);
    expect(isKeyRefused(readings())).toBe(false);
  });
});
