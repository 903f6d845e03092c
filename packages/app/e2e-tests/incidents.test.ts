import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { openAs, play, TAB } from './portal';

test.describe.configure({ timeout: 180_000 });

test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await play(request, 'healthy');
  await request.dispose();
});

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('[data-testid=incident-tab]')
    .analyze();
  expect(violations).toEqual([]);
}

test('a responder opens an incident and brings it to its end, while a viewer looks', async ({
  page,
  browser,
}) => {
  await openAs(page, 'responder', TAB);
  await page
    .getByRole('button', { name: 'Open incident' })
    .click({ timeout: 60_000 });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What is wrong').fill('Posters have no text');
  await dialog.getByRole('button', { name: 'Open incident' }).click();

  const heading = page.getByRole('heading', { name: 'Posters have no text' });
  await expect(heading).toBeVisible({ timeout: 30_000 });
  const story = new URL(page.url()).pathname;
  expect(story).toMatch(/\/incident\/INC-\d+$/);
  await expectAccessible(page);

  const looking = await browser.newContext();
  const viewer = await looking.newPage();
  await openAs(viewer, 'viewer', story);
  const theirs = viewer.getByRole('button', { name: 'Move to monitoring' });
  await expect(theirs).toHaveAttribute('aria-disabled', 'true', {
    timeout: 60_000,
  });
  await expect(viewer.getByText(/You may look, but not change/)).toBeVisible();
  await expect(viewer.getByLabel(/^Add a note/)).toHaveCount(0);

  await page.getByRole('button', { name: /^Acknowledge INC-/ }).click();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await expect(
    timeline.getByText(/acknowledged the incident\.$/),
  ).toBeVisible();
  await page.getByLabel(/^Add a note/).fill('A **font** is missing');
  await page.getByRole('button', { name: 'Add note' }).click();
  await expect(timeline.getByText('A font is missing')).toBeVisible();

  await page.getByRole('button', { name: 'Move to monitoring' }).click();
  await page.getByRole('button', { name: 'Resolve incident' }).click();
  const reason = dialog.getByLabel('Reason');
  const again = page.getByRole('button', { name: 'Open again' });
  await expect(reason.or(again)).toBeVisible({ timeout: 30_000 });
  if (await reason.isVisible()) {
    await reason.fill('The font is there again');
    await dialog.getByRole('button', { name: 'Save changes' }).click();
  }
  await expect(again).toBeVisible({ timeout: 30_000 });

  // Without a reload.
  await expect(viewer.getByText('A font is missing')).toBeVisible({
    timeout: 30_000,
  });
  await expect(viewer.getByRole('button', { name: 'Open again' })).toBeVisible({
    timeout: 30_000,
  });
  await looking.close();
});
