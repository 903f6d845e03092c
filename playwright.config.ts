import { defineConfig } from '@playwright/test';

/** Started by scripts/e2e.mjs, which has the built portal and its sandbox running. */
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  // The sandbox has one world: scenarios can't run side by side.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json']],
  outputDir: 'test-results',
  use: {
    baseURL: process.env.PORTAL_ADDRESS,
    viewport: { width: 1440, height: 1900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
