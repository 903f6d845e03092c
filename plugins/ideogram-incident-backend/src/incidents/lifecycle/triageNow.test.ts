import type {
  Reading,
  Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { targetOf } from '../../triage/target.fixture';
import { triageData, triageNow, type Triages } from './triageNow';

const target = targetOf();
const RESPOND_WITHIN = {
  P1: 'PT15M',
  P2: 'PT1H',
  P3: 'PT4H',
  P4: 'next-business-day',
};
const SOON_MS = 20;

const failing: Reading = {
  probe: 'integration-health',
  status: 'failing',
  summary: 'The health check reports Ideogram unhealthy',
  observedAt: '2026-11-30T10:00:00.000Z',
  durationMs: 5,
};

const now = (triage: Triages['triage']) =>
  triageNow(
    {
      triage,
      probesOf: () => ['integration-health', 'error-rate', 'status-page'],
    },
    target,
    'component:default/checkout',
    RESPOND_WITHIN,
    SOON_MS,
  );

it('judges by what has been read where the rest hangs', async () => {
  const seen = await now((_, __, onReading) => {
    onReading?.(failing);
    return new Promise(() => {});
  });
  expect(seen.readings).toEqual([
    failing,
    expect.objectContaining({ probe: 'error-rate', status: 'unknown' }),
    expect.objectContaining({ probe: 'status-page', status: 'unknown' }),
  ]);
  expect(seen.severity.level).not.toBe('none');
  expect(triageData(seen).unavailable.map(({ probe }) => probe)).toEqual([
    'error-rate',
    'status-page',
  ]);
});

it('is never healthy where nothing could be read, nor where it fails', async () => {
  for (const triage of [
    () => new Promise<Triage>(() => {}),
    async () => {
      throw new Error('The database is away');
    },
  ]) {
    const seen = await now(triage);
    expect(seen.severity.level).not.toBe('none');
    expect(triageData(seen)).toMatchObject({
      outcome: 'undetermined',
      unavailable: [{}, {}, {}],
    });
  }
});

it('is the triage itself where that comes in time', async () => {
  const triage = { readings: [], errorClass: 'none' } as unknown as Triage;
  expect(await now(async () => triage)).toBe(triage);
});
