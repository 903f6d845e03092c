import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { COMPONENT, openAs, play, TAB, tokenOf } from './portal';

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await play(request, 'vendor-outage');
  await request.dispose();
});

test.afterAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await play(request, 'healthy');
  await request.dispose();
});

const verdict = /Outcome: Wait for Ideogram/;

test('a viewer pauses, reads now and goes live again', async ({ page }) => {
  await openAs(page, 'viewer', TAB);
  await expect(page.getByRole('list', { name: verdict })).toBeVisible();

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/Paused for/)).toBeVisible();
  await page.getByRole('button', { name: 'Go live' }).click();
  await expect(page.getByText(/^Live/)).toBeVisible();
});

test('charts are drawn from what Prometheus knows, and can be read as a table', async ({
  page,
}) => {
  await openAs(page, 'viewer', TAB);
  const chart = page.getByRole('img', { name: /^Requests that fail: / });
  await expect(chart).toBeVisible();
  await expect(chart.locator('canvas')).toBeVisible();

  await page
    .getByRole('button', { name: 'Show as table: Requests that fail' })
    .click();
  await expect(page.getByRole('columnheader', { name: 'Time' })).toBeVisible();
});

for (const { theme, width } of [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 600 },
  { theme: 'dark', width: 600 },
]) {
  test(`holds in the ${theme} theme at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 1900 });
    await page.addInitScript(name => {
      window.localStorage.setItem('theme', name);
    }, theme);
    await openAs(page, 'viewer', TAB);
    await expect(page.getByRole('list', { name: verdict })).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    await page.screenshot({
      path: `test-results/incident-tab-${theme}-${width}.png`,
      fullPage: true,
    });

    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    const { violations, passes } = await new AxeBuilder({ page })
      .include('[data-testid="incident-tab"]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    ).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
  });
}

test('the overview card says the worst and leads to the tab', async ({
  page,
}) => {
  await openAs(page, 'viewer', COMPONENT);
  await page
    .getByRole('link', { name: /Open Incident tab/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/incident/);
});

test("the catalog's table shows how the component is", async ({ page }) => {
  await openAs(page, 'viewer', '/');
  const row = page.getByRole('row', { name: /Ideogram integration/ });
  await expect(row.getByText('P1', { exact: true })).toBeVisible();
});

test('a component whose target is not defined says which', async ({
  page,
  request,
}) => {
  const headers = await tokenOf(request, 'viewer');
  const entities = await (
    await request.get(
      '/api/catalog/entities?filter=kind=component,metadata.annotations.ideogram-incident/targets',
      { headers },
    )
  ).json();
  const undefinedOne = entities.find(
    (entity: { metadata: { name: string } }) =>
      entity.metadata.name !== 'ideogram-integration',
  );
  await openAs(
    page,
    'viewer',
    `/catalog/default/component/${undefinedOne.metadata.name}/incident`,
  );
  await expect(page.getByText(/is not defined/).first()).toBeVisible();
});

test('the documentation opens in the portal', async ({ page }) => {
  await openAs(page, 'viewer', '/docs/default/component/ideogram-incident');
  await expect(
    page.getByRole('heading', { name: 'Ideogram Incident' }).first(),
  ).toBeVisible({ timeout: 60_000 });
});

test('the health route answers curl in one word', async ({ request }) => {
  const headers = await tokenOf(request, 'viewer');
  const response = await request.get(
    '/api/ideogram-incident/entities/component/default/ideogram-integration/health?target=production',
    { headers },
  );
  expect(response.status()).toBe(503);
  expect(await response.text()).toBe('UNHEALTHY');
});

test('nobody reads without signing in', async ({ request }) => {
  const response = await request.get(
    '/api/ideogram-incident/entities/component/default/ideogram-integration/triage',
  );
  expect(response.status()).toBe(401);
});
