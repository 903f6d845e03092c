import { evaluateLatency } from './latency';

const evaluate = (p95?: { seconds: number; orMore: boolean }) =>
  evaluateLatency({ window: '5m', p95, warnings: ['partial data'] }, 30);

describe('evaluateLatency', () => {
  it.each<[number, boolean, string, string]>([
    [14, false, 'ok', 'P95 is 14 s'],
    [29.9, false, 'ok', 'P95 is 30 s'],
    [30, false, 'degraded', 'P95 is 30 s'],
    [41, false, 'degraded', 'P95 is 41 s'],
    [0, false, 'ok', 'P95 is 0 s'],
    [60, true, 'degraded', 'P95 is more than 1 min'],
    [5, true, 'unknown', 'P95 is more than 5 s'],
  ])('of %s s (or more: %s) is %s', (seconds, orMore, status, summary) => {
    expect(evaluate({ seconds, orMore })).toMatchObject({
      status,
      summary,
      details: { window: '5m', p95Seconds: seconds, thresholdSeconds: 30 },
    });
  });

  it.each([undefined, { seconds: 14, orMore: false }])(
    'does not know it from a part of the data (%j)',
    p95 => {
      const { status, summary } = evaluateLatency(
        { window: '5m', p95, warnings: [], missing: 'partial data' },
        30,
      );
      expect({ status, summary }).toEqual({
        status: 'unknown',
        summary: 'Only a part of the metrics can be read',
      });
    },
  );

  it('says that there were no requests', () => {
    expect(evaluate()).toEqual({
      status: 'ok',
      summary: 'No requests in 5 min',
      details: {
        window: '5m',
        thresholdSeconds: 30,
        warnings: ['partial data'],
      },
    });
  });

  it('warns that the largest bucket hides how long it takes', () => {
    expect(evaluate({ seconds: 5, orMore: true }).details.warnings).toEqual([
      'partial data',
      'P95 is longer than the largest bucket, 5 s.',
    ]);
  });
});
