import { dashboardsIn, vendorConsoleIn } from './links';

it.each([
  ['Ideogram console', true, false],
  ['Billing', true, false],
  ['Ideogram dashboards', false, true],
  ['Grafana', false, true],
  ['Runbook', false, false],
])(
  '%s is the console of the vendor: %s, a dashboard: %s',
  (title, isConsole, isDashboard) => {
    const links = [{ title, url: 'https://example.com' }];
    expect(vendorConsoleIn(links)).toBe(isConsole ? links[0] : undefined);
    expect(dashboardsIn(links)).toEqual(isDashboard ? links : []);
  },
);
