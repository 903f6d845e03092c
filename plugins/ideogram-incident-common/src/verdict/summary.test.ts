import { decide } from '../triage/decide';
import { SCENARIOS } from '../triage/readings.fixture';
import { severityOf } from '../triage/severity';
import type { Triage } from '../triage/triage';
import { triageSummary } from './summary';

const AT = '2026-11-23T14:02:11.000Z';

const triage: Triage = {
  entityRef: 'component:default/ideogram-integration',
  target: 'production',
  startedAt: AT,
  finishedAt: AT,
  readings: [
    {
      probe: 'error-rate',
      status: 'failing',
      summary: '96% of 3.1 requests/s fail with 503',
      observedAt: AT,
      durationMs: 1,
    },
    {
      probe: 'status-page',
      status: 'ok',
      summary: 'No incident announced',
      observedAt: AT,
      durationMs: 1,
    },
  ],
  errorClass: 'vendor-fault',
  severity: {
    level: 'P1',
    reasons: ['96% of 3.1 requests/s fail with 503.'],
    since: '2026-11-23T13:56:00.000Z',
  },
  decision: {
    path: [
      {
        id: 'api-errors',
        question: 'Is the Ideogram API returning errors?',
        answer: 'yes',
        because: '96% of 3.1 requests/s fail with 503.',
        onPath: true,
      },
    ],
    outcome: 'fix-our-integration',
    guidance: [],
  },
};

const about = {
  component: 'ideogram-integration',
  target: 'Production',
  url: 'https://portal.example.com/catalog/default/component/ideogram-integration/incident?target=production',
};

it('says what a chat needs, in Markdown', () => {
  const [title, facts, ...rest] = triageSummary(triage, about).split('\n');
  expect(title).toMatch(/^\*\*P1 Complete outage: Ideogram .+\*\*$/);
  expect(facts).toBe(
    'ideogram-integration, Production · read at 2026-11-23 14:02 UTC · since 2026-11-23 13:56 UTC',
  );
  expect(rest).toEqual([
    '',
    '96% of 3.1 requests/s fail with 503.',
    '',
    '- Error rate: **failing**, 96% of 3.1 requests/s fail with 503',
    '- Status page: **ok**, No incident announced',
    '',
    `[Open the Incident tab](${about.url})`,
  ]);
});

it('quotes what a pod said last before it crashed', () => {
  const given = SCENARIOS['pods-crash'];
  const { path, ...decision } = decide(given);
  const summary = triageSummary(
    {
      ...triage,
      readings: given,
      severity: severityOf({ readings: given, path }),
      decision: { ...decision, path, guidance: [] },
    },
    about,
  );
  expect(summary).toContain(
    '\n\nThe last words of a pod before it crashed:\n> reading styles\n> error: styles: unexpected end\n\n- ',
  );
});

it('has no level where nothing is wrong', () => {
  const healthy = triageSummary(
    {
      ...triage,
      readings: [],
      severity: { level: 'none', reasons: [] },
      decision: { ...triage.decision, path: [], outcome: 'monitor' },
    },
    about,
  );
  expect(healthy).toMatch(/^\*\*Healthy: All is well\. Nothing to do\.\*\*\n/);
  expect(healthy).not.toContain('since');
});

it.each([
  ['@channel look', '@\u200bchannel look'],
  ['<!here> [x](javascript:y)', '\\<!here\\> \\[x\\](javascript:y)'],
  ['two\nlines', 'two lines'],
  ['**bold** `code`', '\\*\\*bold\\*\\* \\`code\\`'],
])('shows %j as it is', (summary, shown) => {
  const [reading] = triage.readings;
  expect(
    triageSummary({ ...triage, readings: [{ ...reading, summary }] }, about),
  ).toContain(`- Error rate: **failing**, ${shown}\n`);
});
