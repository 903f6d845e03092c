import { expect, test, type Page } from '@playwright/test';
import { openAs, TAB } from './portal';

/** Everything that the tab asks of its own backend. */
const BACKEND = /\/api\/ideogram-incident\//;

const verdict = (page: Page) => page.getByRole('list', { name: /Outcome: / });

test('a lost connection makes the tab stale until it is back', async ({
  page,
}) => {
  await openAs(page, 'viewer', TAB);
  await expect(verdict(page)).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText(/^Stale, tries again/)).toBeVisible();
  await expect(page.getByText(/No new readings since/)).toBeVisible();
  await expect(page.getByRole('heading', { name: / ago: / })).toBeVisible();
  await expect(verdict(page)).toBeVisible();

  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText(/^Live/)).toBeVisible();
  await expect(page.getByText(/No new readings since/)).toBeHidden();
});

test('without the permission the tab says which one, and whom to ask', async ({
  page,
}) => {
  await page.route(BACKEND, route =>
    route.fulfill({
      status: 403,
      json: {
        error: { name: 'NotAllowedError', message: 'Unauthorized' },
        response: { statusCode: 403 },
      },
    }),
  );
  await openAs(page, 'viewer', TAB);
  await expect(
    page.getByRole('heading', { name: 'You may not see this tab' }),
  ).toBeVisible();
  await expect(page.getByText('ideogram-incident.read')).toBeVisible();
  await expect(verdict(page)).toBeHidden();
});

test('without its backend the tab says so, and finds it once it is there', async ({
  page,
}) => {
  await page.route(BACKEND, route => route.fulfill({ status: 404, body: '' }));
  await openAs(page, 'viewer', TAB);
  await expect(
    page.getByRole('heading', { name: /backend does not answer/ }),
  ).toBeVisible();

  await page.unroute(BACKEND);
  await expect(verdict(page)).toBeVisible();
});

test('while nothing has arrived the tab says what it reads', async ({
  page,
}) => {
  let arrive = () => {};
  const held = new Promise<void>(resolve => {
    arrive = resolve;
  });
  await page.route(/\/triage\?/, async route => {
    await held;
    await route.continue();
  });
  await openAs(page, 'viewer', TAB);
  await expect(
    page.getByRole('heading', { name: 'Reading Production' }),
  ).toBeVisible();
  arrive();
  await expect(verdict(page)).toBeVisible();
});

test('a component without the annotation says how to add it', async ({
  page,
}) => {
  await openAs(
    page,
    'viewer',
    '/catalog/default/component/image-gallery/incident',
  );
  await expect(
    page.getByRole('heading', { name: 'This component names no target' }),
  ).toBeVisible();
  await expect(page.getByText(/ideogram-incident\/targets: /)).toBeVisible();
});
