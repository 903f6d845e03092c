import AxeBuilder from '@axe-core/playwright';
import {
  expect,
  test,
  type APIRequestContext,
  type Locator,
  type Page,
} from '@playwright/test';
import { openAs, play, TAB } from './portal';

// A rollout, and then it is watched whether the trouble stops.
test.describe.configure({ mode: 'default', timeout: 420_000 });

const HELPED = { timeout: 240_000 };

test.afterAll(async ({ playwright }) => {
  const request = await playwright.request.newContext();
  await play(request, 'healthy');
  await request.dispose();
});

const guidance = (page: Page) =>
  page.getByRole('region', { name: /What to (do now|check by hand)/ });
const mitigations = (page: Page) =>
  page.getByRole('region', { name: 'Mitigations in force' });
const dialog = (page: Page) => page.getByRole('dialog');

/** Presses a button of the dialog, once what it warns of is acknowledged. */
async function press(page: Page, title: string) {
  const button = dialog(page).getByRole('button', { name: title, exact: true });
  const tick = dialog(page).getByRole('checkbox', { name: 'I understand' });
  await expect(async () => {
    if (await tick.isVisible()) await tick.check({ timeout: 1_000 });
    await expect(button).not.toHaveAttribute('aria-disabled', 'true', {
      timeout: 1_000,
    });
  }).toPass({ timeout: 30_000 });
  await button.click();
}

async function ended(page: Page, ending: string | RegExp) {
  await expect(
    dialog(page).getByText(ending, { exact: typeof ending === 'string' }),
  ).toBeVisible(HELPED);
}

/** Presses the button of the dialog that is open, and waits for the end of the rollout. */
async function run(page: Page, title: string, ending: string | RegExp) {
  await press(page, title);
  await expect(
    dialog(page).getByText('You may close this window'),
  ).toBeVisible();
  await ended(page, ending);
}

async function close(page: Page) {
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog(page)).toBeHidden();
}

/** A new key of the sandbox's account at Ideogram. */
async function createKey(request: APIRequestContext): Promise<string> {
  const response = await request.post(`${process.env.SANDBOX_ADDRESS}/keys`, {
    data: {},
  });
  expect(response.status()).toBe(201);
  return (await response.json()).apiKey;
}

for (const { scenario, enable, disable, name } of [
  {
    scenario: 'vendor-outage',
    enable: 'Enable fallback',
    disable: 'Disable fallback',
    name: 'Fallback',
  },
  {
    scenario: 'vendor-outage-unannounced',
    enable: 'Enable fallback',
    disable: 'Disable fallback',
    name: 'Fallback',
  },
  {
    scenario: 'rate-limited',
    enable: 'Enable queue',
    disable: 'Disable queue',
    name: 'Queue',
  },
]) {
  test(`${scenario}: ${enable}, and back`, async ({ page, request }) => {
    await play(request, scenario);
    await openAs(page, 'responder', TAB);
    const first = guidance(page).getByRole('listitem').first();
    await first.getByRole('button', { name: enable, exact: true }).click();
    await expect(
      dialog(page).getByRole('region', { name: 'What the cluster will store' }),
    ).toContainText('Deployment default/ideogram-integration');
    await dialog(page)
      .getByLabel(/^Reason/)
      .fill(`Rehearsal of ${scenario}`);
    await run(page, enable, 'Verified');
    await close(page);

    await expect(mitigations(page)).toContainText(`${name}, on for`);
    await expect(mitigations(page)).toContainText(
      `By Responder: Rehearsal of ${scenario}`,
    );

    await play(request, 'healthy');
    // A queue keeps 429s away by itself: there, only time tells.
    if (name === 'Fallback') {
      await expect(mitigations(page)).toContainText('No longer needed', HELPED);
    }
    await mitigations(page)
      .getByRole('button', { name: disable, exact: true })
      .click();
    await run(page, disable, 'Verified');
    await close(page);
    await expect(mitigations(page)).toBeHidden();
    await expect(
      page.getByRole('heading', { name: 'All is well. Nothing to do.' }),
    ).toBeVisible(HELPED);
    await expect(
      page.getByRole('region', { name: 'Operations' }),
    ).toContainText(disable);
  });
}

test('key-revoked: the key is found to be refused, and rotated', async ({
  page,
  request,
}) => {
  await play(request, 'key-revoked');
  const apiKey = await createKey(request);
  await openAs(page, 'administrator', TAB);

  await guidance(page)
    .getByRole('button', { name: 'Verify credential', exact: true })
    .click();
  // It is over in a moment: no pod is replaced.
  await press(page, 'Verify credential');
  await ended(page, 'Key refused by Ideogram');
  await press(page, 'Rotate credential');

  const key = dialog(page).locator('input[type=password]');
  await expect(key).toBeFocused();
  await key.fill('mistyped-0123456789');
  await dialog(page)
    .getByLabel(/^Reason/)
    .fill('The old key was revoked');
  await press(page, 'Rotate credential');
  await expect(key).toHaveAccessibleDescription(
    /Ideogram refuses the new key/,
    HELPED,
  );
  await expect(key).toHaveValue('mistyped-0123456789');
  await page.screenshot({ path: 'test-results/key-refused.png' });
  await key.fill(apiKey);
  await dialog(page).getByRole('button', { name: 'Preview change' }).click();
  await expect(
    dialog(page).getByText('Secret default/ideogram-secrets'),
  ).toBeVisible();
  await expect(dialog(page)).not.toContainText(apiKey);
  await run(page, 'Rotate credential', 'Verified');
  await expect(dialog(page)).toContainText('revoke the old key');
  expect(await page.content()).not.toContain(apiKey);
});

test('pods-crash: the bad rollout is undone', async ({ page, request }) => {
  await play(request, 'pods-crash');
  await openAs(page, 'responder', TAB);
  const undo = 'Undo the last rollout';
  await guidance(page).getByRole('button', { name: undo, exact: true }).click();
  await expect(
    dialog(page).getByRole('region', { name: 'What the cluster will store' }),
  ).toContainText('new-styles.json');
  await dialog(page)
    .getByLabel(/^Reason/)
    .fill('The new styles crash the pods');
  await expect(dialog(page)).toContainText(
    /Rolls back from revision \d+ to \d+/,
  );
  await run(page, undo, 'Verified');
  await close(page);
  await expect(
    page.getByRole('heading', { name: 'All is well. Nothing to do.' }),
  ).toBeVisible(HELPED);
});

test('the integration is restarted', async ({ page, request }) => {
  await play(request, 'healthy');
  await openAs(page, 'responder', TAB);
  await guidance(page)
    .getByText(/other actions?$/)
    .click();
  await guidance(page)
    .getByRole('button', { name: 'Restart the integration', exact: true })
    .click();
  await dialog(page)
    .getByLabel(/^Reason/)
    .fill('Rehearsal');
  await run(page, 'Restart the integration', 'Verified');
});

test.describe('what needs a second person', () => {
  const STAGING = `${TAB}?target=staging`;
  const LOOK = 'Review request: Scale out';

  async function askToScaleOut(page: Page) {
    await guidance(page)
      .getByText(/other actions?$/)
      .click();
    await guidance(page)
      .getByRole('button', { name: 'Ask for approval to scale out' })
      .click();
    await press(page, 'Ask for approval to scale out');
    await expect(
      dialog(page).getByRole('button', { name: 'Approve: Scale out' }),
    ).toHaveAccessibleDescription(/another person has to decide/);
  }

  test.beforeEach(async ({ page, request }) => {
    await play(request, 'healthy');
    await openAs(page, 'responder', STAGING);
    await askToScaleOut(page);
  });

  test('is taken back by who asked', async ({ page }) => {
    await press(page, 'Withdraw request');
    await expect(dialog(page)).toContainText('Scale out: withdrawn');
    await expect(dialog(page)).toContainText('Withdrawn by Responder');
  });

  test('is not carried out when that person says no', async ({
    page,
    browser,
  }) => {
    await page.keyboard.press('Escape');
    const context = await browser.newContext();
    const second = await context.newPage();
    await openAs(second, 'administrator', STAGING);
    await second.getByRole('button', { name: LOOK }).click();
    await dialog(second).getByLabel('Reason for your decision').fill('Not now');
    await press(second, 'Reject');
    await expect(dialog(second)).toContainText(
      'Rejected by Administrator: Not now',
    );
    await context.close();
    await expect(page.getByRole('list', { name: 'Operations' })).toContainText(
      'Scale out: rejected',
    );
  });

  test('is told to that person, and the answer to who asked', async ({
    page,
    browser,
  }) => {
    const operation = new URL(page.url()).searchParams.get('operation');
    const notification = (to: Page, name: string) =>
      to
        .getByRole('link', { name: `${name}: Scale out on Staging` })
        .and(to.locator(`[href*="${operation}"]`));
    const inSidebar = (of: Page) =>
      of.getByRole('link', { name: 'Notifications' });

    const context = await browser.newContext();
    const second = await context.newPage();
    await openAs(second, 'administrator', '/');
    await expect(inSidebar(second)).toHaveText(/^Notifications[1-9]/);
    await inSidebar(second).click();
    await expect(notification(second, 'Review request')).toHaveCount(1);
    await second.screenshot({ path: 'test-results/notifications.png' });
    await second.setViewportSize({ width: 375, height: 800 });
    await expect(
      second
        .getByTestId('mobile-sidebar-root')
        .getByRole('button', { name: 'Notifications' }),
    ).toHaveText(/^[1-9]/);
    await second.setViewportSize({ width: 1440, height: 1900 });
    await notification(second, 'Review request').click();
    await expect(dialog(second)).toContainText('Responder asks for it');
    await dialog(second).getByLabel('Reason for your decision').fill('Not now');
    await press(second, 'Reject');
    await context.close();

    await page.keyboard.press('Escape');
    await inSidebar(page).click();
    await expect(notification(page, 'Rejected')).toHaveCount(1);
    await expect(
      page.getByText('Administrator said no: “Not now”.'),
    ).not.toHaveCount(0);
  });

  test('is carried out when that person agrees to what they see', async ({
    page,
    browser,
  }) => {
    const context = await browser.newContext();
    const second = await context.newPage();
    // At the address that who asked has sent.
    const { pathname, search } = new URL(page.url());
    expect(search).toContain('operation=');
    await openAs(second, 'administrator', `${pathname}${search}`);
    await expect(dialog(second)).toContainText('Responder asks for it');
    const change = dialog(second).getByRole('region', {
      name: 'What the cluster will store',
    });
    await expect(change).toContainText(/-\s+replicas: 1/);
    await expect(change).toContainText(/\+\s+replicas: 4/);
    await second.screenshot({ path: 'test-results/approval.png' });
    await press(second, 'Approve: Scale out');
    await ended(second, 'Verified');
    await context.close();
    // Who asked sees it in the dialog that was left open.
    await ended(page, 'Verified');
    await expect(dialog(page)).toContainText('Approved by Administrator.');
  });
});

test('a viewer sees each button with the reason why it can not be pressed', async ({
  page,
  request,
}) => {
  await play(request, 'vendor-outage');
  await openAs(page, 'viewer', TAB);
  const enable = guidance(page).getByRole('button', {
    name: 'Enable fallback',
    exact: true,
  });
  await expect(enable).toHaveAttribute('aria-disabled', 'true');
  await expect(enable).toHaveAccessibleDescription(
    /You may look, but not change anything here\. Ask .*Images Team.*Platform on-call/,
  );
  await expect(page.getByText('Platform on-call')).toHaveCount(1);
  await enable.focus();
  await expect(enable).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
});

for (const { theme, width } of [
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 600 },
  { theme: 'dark', width: 600 },
]) {
  test(`the dialog holds in the ${theme} theme at ${width} px`, async ({
    page,
    request,
  }) => {
    await play(request, 'vendor-outage');
    await page.setViewportSize({ width, height: 1200 });
    await page.addInitScript(name => {
      window.localStorage.setItem('theme', name);
    }, theme);
    await openAs(page, 'responder', TAB);
    await guidance(page)
      .getByRole('button', { name: 'Preview change: Enable fallback' })
      .click();
    await expect(
      dialog(page).getByText('Deployment default/ideogram-integration'),
    ).toBeVisible();
    await expect(dialog(page).getByLabel(/^Reason/)).toBeFocused();
    await page.screenshot({
      path: `test-results/action-dialog-${theme}-${width}.png`,
    });
    const { violations } = await new AxeBuilder({ page })
      .include('[role="dialog"]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
    ).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(
      guidance(page).getByRole('button', {
        name: 'Preview change: Enable fallback',
      }),
    ).toBeFocused();
  });
}

/** The words of an element that begin on one line and end on another. */
const brokenWords = (element: Locator) =>
  element.evaluate(root => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode as Text;
      for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        if (range.getClientRects().length > 1) broken.push(word);
      }
    }
    return broken;
  });

for (const width of [600, 400]) {
  test(`what was done fits into a window of ${width} px`, async ({
    page,
    request,
  }) => {
    await play(request, 'healthy');
    await openAs(page, 'responder', TAB);
    await guidance(page)
      .getByText(/other actions?$/)
      .click();
    await guidance(page)
      .getByRole('button', { name: 'Verify credential', exact: true })
      .click();
    await press(page, 'Verify credential');
    await ended(page, 'Verified');
    await close(page);

    await page.setViewportSize({ width, height: 1200 });
    const history = page.getByRole('region', { name: 'Operations' });
    await expect(history.getByRole('table')).toBeHidden();
    const operation = history
      .getByRole('listitem')
      .filter({ hasText: 'Verify credential' })
      .first();
    const open = operation.getByRole('button', {
      name: 'Open: Verify credential',
    });
    await open.evaluate(button => button.scrollIntoView({ block: 'center' }));
    for (const part of [
      operation.getByText('Verify credential', { exact: true }),
      operation.getByText('Verified', { exact: true }),
      open,
    ]) {
      await expect(part).toBeInViewport({ ratio: 1 });
    }
    expect((await open.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(await brokenWords(operation)).toEqual([]);
  });
}
