import { expect, test } from '@playwright/test';
import { openAs, play, TAB } from './portal';

/** What the runbook says of each situation. */
const SCENARIOS = [
  {
    scenario: 'vendor-outage',
    level: 'P1',
    outcome: 'Wait for Ideogram',
    firstStep: /fallback/i,
  },
  {
    scenario: 'vendor-outage-unannounced',
    level: 'P1',
    outcome: 'Fix our integration',
    firstStep: /fallback/i,
  },
  {
    scenario: 'key-revoked',
    level: 'P1',
    outcome: 'Fix our integration',
    firstStep: /Enable fallback/,
  },
  {
    scenario: 'no-credit',
    level: 'P1',
    outcome: 'Fix our integration',
    firstStep: /Enable fallback/,
  },
  {
    scenario: 'rate-limited',
    level: 'P2',
    outcome: 'Fix our integration',
    firstStep: /queue|limit|flight/i,
  },
  { scenario: 'slow', level: 'P2', outcome: 'Monitor', firstStep: /./ },
  {
    scenario: 'pods-crash',
    level: 'P1',
    outcome: 'Fix our infrastructure',
    firstStep: /Undo the last rollout/,
  },
  {
    scenario: 'network-cut',
    level: 'P1',
    outcome: 'Undetermined',
    firstStep: /Enable fallback/,
  },
  {
    scenario: 'prometheus-down',
    level: 'P4',
    outcome: 'Monitor',
    firstStep: /./,
  },
  { scenario: 'healthy', level: 'Healthy', outcome: 'Monitor', firstStep: /./ },
];

test.describe.configure({ mode: 'default' });

for (const { scenario, level, outcome, firstStep } of SCENARIOS) {
  test(`${scenario}: ${level}, ${outcome}`, async ({ page, request }) => {
    await play(request, scenario);
    await openAs(page, 'viewer', TAB);

    await expect(
      page.getByRole('list', { name: new RegExp(`Outcome: ${outcome}`) }),
    ).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(level, { exact: true }).first()).toBeVisible({
      timeout: 60_000,
    });

    const guidance = page.getByRole('region', {
      name: /What to (do now|check by hand)/,
    });
    await expect(guidance.getByRole('listitem').first()).toContainText(
      firstStep,
    );
  });
}
