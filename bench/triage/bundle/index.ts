import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Portal } from '../../measuring/portal';
import type { Ratio } from '../../measuring/ratio';
import type { FreshTargets } from '../world';
import { visit } from './visit';

const FIRST_LOAD_BYTES = 20_000;
const TAB_BYTES = 150_000;

const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

const size = (
  name: string,
  bytes: number,
  atMost: number,
  details: string[],
): Ratio => ({
  name,
  value: bytes,
  shown: kB(bytes),
  limit: { atMost },
  shownLimit: `${atMost / 1000} kB`,
  details,
});

/** What a browser loads of the built portal, with the plugin and without. */
export async function measureBundle(
  portal: Portal,
  targets: FreshTargets,
): Promise<Ratio[] | { missing: string }> {
  if (!existsSync(browserPath)) {
    return { missing: `there is no Chromium at ${browserPath}` };
  }
  console.log('       (building the portal twice takes a minute)');
  const browser = await chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const see = (withPlugin: boolean) =>
      visit(browser, portal.url, { withPlugin, target: targets.next() });
    const without = await see(false);
    const withPlugin = await see(true);
    return [
      size(
        "bytes that the plugin adds to the portal's first load, gzip",
        withPlugin.firstLoad - without.firstLoad,
        FIRST_LOAD_BYTES,
        [
          `${kB(withPlugin.firstLoad)} − ${kB(
            without.firstLoad,
          )}: all that Chromium loads of two builds for the catalog's page`,
        ],
      ),
      size('bytes that opening the tab adds, gzip', withPlugin.tab, TAB_BYTES, [
        "files that Chromium asks for when it comes to the tab from another component's page, charts included",
      ]),
    ];
  } finally {
    await browser.close();
  }
}
