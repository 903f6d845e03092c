import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { people } from '../../measuring/portalFiles';
import { UNWATCHED } from '../world';
import { buildApp } from './builtApp';
import { startSite, type Site } from './site';

const SHOWN_MS = 60_000;
/** After this long without a request, all is loaded. */
const QUIET_MS = 2_000;

/** Bytes by gzip of what a browser loads, each file once. */
export interface Visit {
  firstLoad: number;
  /** What the tab adds to the page of a component. */
  tab: number;
}

const sum = (files: ReadonlyMap<string, number>) =>
  [...files.values()].reduce((total, bytes) => total + bytes, 0);

async function open(browser: Browser, site: Site): Promise<Page> {
  // High, so that nothing waits to be scrolled to.
  const viewport = { width: 1440, height: 4000 };
  const page = await browser.newPage({ viewport });
  await page.addInitScript(
    ({ url, names }) => {
      Object.assign(window, {
        __APP_CONFIG__: {
          app: { baseUrl: url },
          backend: { baseUrl: url },
          auth: { providers: { sandbox: { people: names } } },
        },
      });
      window.sessionStorage.setItem('sandbox-person', names[0]);
    },
    { url: site.url, names: people },
  );
  await page.goto(site.url);
  return page;
}

/** Leads to another page as a link does, without loading the app anew. */
async function go(page: Page, address: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: null }));
  }, address);
}

async function untilQuiet(site: Site): Promise<void> {
  const deadline = performance.now() + SHOWN_MS;
  while (site.quietMs() < QUIET_MS && performance.now() < deadline) {
    await delay(100);
  }
}

/**
 * Opens the portal's first page, then the page of a component that the plugin
 * has nothing to say of, then the tab of one that it watches.
 */
export async function visit(
  browser: Browser,
  backend: string,
  options: { withPlugin: boolean; target: string },
): Promise<Visit> {
  const app = await buildApp(options.withPlugin);
  const site = await startSite(app.dist, backend);
  try {
    const page = await open(browser, site);
    page.setDefaultTimeout(SHOWN_MS);
    await page
      .getByRole('heading', { name: /catalog/i })
      .first()
      .waitFor();
    await untilQuiet(site);
    const firstLoad = sum(site.served);
    if (!options.withPlugin) return { firstLoad, tab: 0 };

    await go(page, `/catalog/default/component/${UNWATCHED}`);
    await page.getByRole('heading', { name: UNWATCHED }).first().waitFor();
    await untilQuiet(site);
    const before = sum(site.served);
    await go(page, `/catalog/default/component/${options.target}/incident`);
    // The charts are the last to come.
    await page.locator('canvas').first().waitFor();
    await untilQuiet(site);
    return { firstLoad, tab: sum(site.served) - before };
  } finally {
    await site.close();
    app.remove();
  }
}
