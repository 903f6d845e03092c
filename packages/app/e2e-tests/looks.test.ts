import { expect, test, type Locator, type Page } from '@playwright/test';
import { openAs, play, TAB } from './portal';

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

const tab = (page: Page) => page.getByTestId('incident-tab');
const level = (page: Page) => page.getByText('P1', { exact: true }).first();
const failures = (page: Page) =>
  page.getByRole('region', { name: 'Requests that fail' });
const latency = (page: Page) => page.getByRole('region', { name: 'Latency' });

/** Where the chart can be pointed at. */
async function plotOf(chart: Locator) {
  const plot = chart.locator('.u-over');
  await plot.scrollIntoViewIfNeeded();
  const box = await plot.boundingBox();
  if (!box) throw new Error('The chart is not drawn');
  return box;
}

test.describe('charts', () => {
  test('say what their colours stand for', async ({ page }) => {
    await openAs(page, 'viewer', TAB);
    await expect(
      failures(page).getByRole('list', { name: 'Colours' }),
    ).toContainText(/Vendor fault: .*50/);
  });

  test('show the values under the cursor, both of the same moment', async ({
    page,
  }) => {
    await openAs(page, 'viewer', TAB);
    await expect(failures(page).locator('canvas')).toBeVisible();
    const { x, y, width, height } = await plotOf(failures(page));
    await page.mouse.move(x + width - 4, y + height / 2);
    const time = /^\d\d:\d\d:\d\d$/;
    const under = failures(page).locator('.u-over').getByText(time);
    await expect(under).toBeVisible();
    await expect(failures(page).locator('.u-over')).toContainText(/50\d/);
    await expect(latency(page).locator('.u-over').getByText(time)).toHaveText(
      await under.innerText(),
    );
  });

  test('are zoomed by dragging, and back', async ({ page }) => {
    await openAs(page, 'viewer', TAB);
    await expect(failures(page).locator('canvas')).toBeVisible();
    const { x, y, width, height } = await plotOf(failures(page));
    const whole = page.getByRole('button', { name: 'Show the whole range' });
    await expect(whole).toBeHidden();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.9, y + height / 2, { steps: 5 });
    await page.mouse.up();
    await whole.click();
    await expect(whole).toBeHidden();
  });

  test('have their range in the address, and Back goes back', async ({
    page,
  }) => {
    await openAs(page, 'viewer', `${TAB}?range=PT6H`);
    const range = (name: string) =>
      page.getByRole('group', { name: 'Range of the charts' }).getByRole(
        'button',
        // A space that does not break stands between number and unit.
        { name: new RegExp(`^${name}$`) },
      );
    await expect(range('6\\sh')).toHaveAttribute('aria-pressed', 'true');
    await range('2\\sh').click();
    await expect(page).toHaveURL(/range=PT2H/);
    await page.goBack();
    await expect(page).toHaveURL(/range=PT6H/);
    await expect(range('6\\sh')).toHaveAttribute('aria-pressed', 'true');
  });
});

test.describe('addresses', () => {
  test('lead to the log, and Back closes it', async ({ page }) => {
    await openAs(page, 'viewer', TAB);
    const lines = page.getByRole('dialog', { name: 'Last error lines' });
    await page.getByRole('button', { name: /^Show the last/ }).click();
    await expect(lines).toBeVisible();
    const address = page.url();
    expect(address).toContain('log=');
    await page.goBack();
    await expect(lines).toBeHidden();
    await expect(level(page)).toBeVisible();

    await page.goto(address);
    await expect(lines).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(lines).toBeHidden();
    await expect(page).not.toHaveURL(/log=/);
  });

  test('lead to an operation, and Back closes it', async ({ page }) => {
    await openAs(page, 'responder', TAB);
    await tab(page)
      .getByText(/other actions?$/)
      .click();
    await tab(page)
      .getByRole('button', { name: 'Verify credential', exact: true })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: 'Verify credential', exact: true })
      .click();
    await expect(page).toHaveURL(/operation=/);
    const address = page.url();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog).toBeHidden();
    await expect(page).not.toHaveURL(/operation=/);

    await page.goto(address);
    await expect(dialog).toContainText(/verif/i);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();

    const open = page
      .getByRole('region', { name: 'Operations' })
      .getByRole('button', { name: 'Open: Verify credential' })
      .first();
    await open.click();
    await expect(dialog).toBeVisible();
    await page.goBack();
    await expect(dialog).toBeHidden();
    await expect(level(page)).toBeVisible();
  });

  test('of a target that is not there say so', async ({ page }) => {
    await openAs(page, 'viewer', `${TAB}?target=prod`);
    await expect(
      page.getByRole('heading', {
        name: 'This component has no target “prod”',
      }),
    ).toBeVisible();
    await expect(page.getByText(/You see Production instead/)).toBeVisible();
    await expect(level(page)).toBeVisible();
  });

  test('lead to each target, and Back to the one before', async ({ page }) => {
    await openAs(page, 'viewer', `${TAB}?target=production`);
    const target = page.getByRole('button', { name: /^Target/ });
    await target.click();
    await page.getByRole('option', { name: 'Staging' }).click();
    await expect(page).toHaveURL(/target=staging/);
    await page.goBack();
    await expect(page).toHaveURL(/target=production/);
    await expect(target).toContainText('Production');
  });
});

test('link and summary can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAs(page, 'viewer', TAB);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect
    .poll(clipboard)
    .toMatch(/^http.*\/incident\?.*target=production/);
  await page.getByRole('button', { name: 'Copy summary' }).click();
  await expect.poll(clipboard).toMatch(/P1.*Ideogram is down/s);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 375, height: 667 } });

  const FIRST_BUTTONS = [
    { scenario: 'pods-crash', name: 'Undo the last rollout' },
    { scenario: 'key-revoked', name: 'Enable fallback' },
    { scenario: 'no-credit', name: 'Enable fallback' },
    { scenario: 'vendor-outage', name: 'Enable fallback' },
  ];
  for (const { scenario, name } of FIRST_BUTTONS) {
    test(`the first button is in sight: ${scenario}`, async ({
      page,
      request,
    }) => {
      await play(request, scenario);
      await openAs(page, 'responder', TAB);
      const first = page
        .getByRole('region', { name: 'What to do now' })
        .getByRole('listitem')
        .first()
        .getByRole('button', { name, exact: true });
      await expect(first).toBeVisible({ timeout: 60_000 });
      const bar = await page
        .getByTestId('mobile-sidebar-root')
        .boundingBox({ timeout: 5_000 });
      const { y = Infinity, height = 0 } = (await first.boundingBox()) ?? {};
      expect(y + height).toBeLessThanOrEqual(bar?.y ?? 0);
    });
  }

  test('what can be pressed is large enough for a finger', async ({ page }) => {
    await openAs(page, 'responder', TAB);
    await expect(level(page)).toBeVisible();
    await expect(page.locator('canvas').first()).toBeVisible();
    const small = await tab(page).evaluate(root => {
      root
        .querySelectorAll('details')
        .forEach(details => details.setAttribute('open', ''));
      return [...root.querySelectorAll('a, button, summary, [role="button"]')]
        .map(control => ({
          name: control.getAttribute('aria-label') ?? control.textContent,
          height: control.getBoundingClientRect().height,
        }))
        .filter(({ height }) => height > 1 && height < 44);
    });
    expect(small).toEqual([]);
  });
});

test.describe('in forced colours', () => {
  test('buttons, plates and meters keep an edge', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    await openAs(page, 'responder', TAB);
    const enable = page.getByRole('button', {
      name: 'Enable fallback',
      exact: true,
    });
    await expect(enable).toHaveCSS('border-top-style', 'solid');
    await expect(enable).not.toHaveCSS('border-top-width', '0px');
    const bare = await tab(page).evaluate(root =>
      [...root.querySelectorAll('.MuiPaper-root, .MuiButton-root')]
        .filter(each => getComputedStyle(each).borderTopStyle === 'none')
        .map(each => each.textContent?.slice(0, 40)),
    );
    expect(bare).toEqual([]);
    await page.screenshot({ path: 'test-results/forced-colours.png' });
  });
});

test('a card has one font, and one for code', async ({ page }) => {
  await openAs(page, 'responder', TAB);
  await expect(level(page)).toBeVisible();
  const fonts = await tab(page).evaluate(root => {
    const found = new Set<string>();
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement } = texts.currentNode;
      if (!parentElement || !texts.currentNode.textContent?.trim()) continue;
      found.add(getComputedStyle(parentElement).fontFamily);
    }
    return [...found];
  });
  expect(fonts.filter(font => !/mono/i.test(font))).toHaveLength(1);
  expect(fonts.filter(font => /mono/i.test(font))).toHaveLength(1);
});
