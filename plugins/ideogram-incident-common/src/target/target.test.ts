import { parseTargetsAnnotation } from './annotation';
import {
  dashboardsIn,
  fillLink,
  fillQuery,
  statusPageSummaryUrl,
  vendorConsoleIn,
} from './target';

it.each([
  ['production, staging', ['production', 'staging']],
  [' a ,, a,b ', ['a', 'b']],
  ['', []],
  [undefined, []],
  [5, []],
  [['a'], []],
  ['__proto__, constructor', ['__proto__', 'constructor']],
])('the annotation %j names %j', (value, names) => {
  expect(parseTargetsAnnotation(value)).toEqual(names);
});

it('fills a query in, whatever the selector holds', () => {
  expect(
    fillQuery('rate(x{$selector}[$window]) / $selectors', {
      selector: 'job="$window $&"',
      window: '5m',
    }),
  ).toBe('rate(x{job="$window $&"}[5m]) / $selectors');
});

it.each([
  ['statuspage', 'https://s.example/api/v2/summary.json'],
  ['instatus', 'https://s.example/summary.json'],
  ['incidentio', 'https://s.example/api/v1/summary'],
  ['betterstack', 'https://s.example/index.json'],
] as const)('%s tells its summary at %s', (provider, url) => {
  expect(statusPageSummaryUrl({ provider, url: 'https://s.example/' })).toBe(
    url,
  );
});

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

it.each([
  [
    'https://grafana.example.com/d/x?from={from}&to={to}&var-target={target}',
    'https://grafana.example.com/d/x?from=1000&to=2000&var-target=eu%20west',
  ],
  [
    'https://logs.example.com/%7Btarget%7D/{from}',
    'https://logs.example.com/eu%20west/1000',
  ],
  ['https://grafana.example.com/d/{x}', 'https://grafana.example.com/d/{x}'],
])('the link %s leads to %s', (url, filled) => {
  const window = { from: 1000.4, to: 2000, target: 'eu west' };
  expect(fillLink({ title: 'Grafana', url }, window)).toEqual({
    title: 'Grafana',
    url: filled,
  });
});
