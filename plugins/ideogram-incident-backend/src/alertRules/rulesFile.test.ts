import { ConfigReader } from '@backstage/config';
import { parse } from 'yaml';
import type { JsonObject } from '@backstage/types';
import { readRulesConfig } from './readRulesConfig';
import { rulesFile } from './rulesFile';

interface WrittenRule {
  alert?: string;
  record?: string;
  expr: string;
  for?: string;
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

const made = (
  ideogramIncident: JsonObject,
  { names, hold }: { names?: string[]; hold?: string } = {},
) => {
  const { objective, targets } = readRulesConfig(
    new ConfigReader({ ideogramIncident }),
    names,
  );
  const { yaml, leftOut } = rulesFile(targets, { objective, hold });
  const { groups } = parse(yaml) as {
    groups: { name: string; rules: WrittenRule[] }[];
  };
  const rules = groups.flatMap(group => group.rules);
  const alerts = rules.flatMap(rule => rule.alert ?? []);
  const ofAlert = (name: string) => rules.find(({ alert }) => alert === name);
  return { yaml, leftOut, groups, rules, alerts, ofAlert };
};

const withQueries = (queries: JsonObject, more: JsonObject = {}) =>
  made({ targets: { production: { queries, ...more } } });

const ALL = [
  'IdeogramErrorBudgetBurn',
  'IdeogramErrorBudgetBurn',
  'IdeogramAuthenticationErrors',
  'IdeogramCreditUsedUp',
  'IdeogramRateLimited',
  'IdeogramLatencyHigh',
  'IdeogramNoData',
  'IdeogramIncidentHeartbeat',
  'IdeogramErrorBudgetBurn',
  'IdeogramErrorBudgetBurn',
];

describe('the rules of a target', () => {
  it('are all there where the queries have their defaults', () => {
    const { alerts, leftOut } = made({ targets: { production: {} } });
    expect(alerts).toEqual(ALL);
    expect(leftOut).toEqual([]);
  });

  it('carry the target, and alerts say whether to wake somebody', () => {
    const { rules } = made({ targets: { production: {} } });
    for (const { labels } of rules) {
      expect(labels.ideogram_target).toBe('production');
    }
    const severities = rules.flatMap(({ alert, labels }) =>
      alert ? labels.severity ?? 'none' : [],
    );
    expect(severities.join(' ')).toBe(
      'page page page page page page page none ticket ticket',
    );
  });

  it('take names, selector and window from the queries', () => {
    const { rules, ofAlert } = withQueries({
      selector: 'job="images"',
      window: '2m',
      errorsByType: 'sum by (why) (rate(failed_total{$selector}[$window]))',
      requests: 'sum(rate(asked_total{$selector}[$window]))',
    });
    const text = JSON.stringify(rules);
    expect(text).not.toMatch(/\$selector|\$window|ideogram_errors_total/);
    expect(
      rules.find(({ record }) => record?.endsWith('requests:rate6h'))?.expr,
    ).toBe('sum(sum(rate(asked_total{job="images"}[6h])))');
    expect(ofAlert('IdeogramAuthenticationErrors')?.expr).toMatch(
      /^sum by \(why\)[^]*increase\(failed_total\{job="images",why=~"[^]*\[2m\]\) > 0/,
    );
    expect(ofAlert('IdeogramNoData')?.expr).toContain('up{job="images"}');
  });

  it('take thresholds and objective', () => {
    const { rules, ofAlert } = made({
      incidents: { objective: '99.5%' },
      defaults: {
        thresholds: { latencyP95: '1m', rateLimitedPerMinute: 12 },
      },
      targets: { production: {} },
    });
    expect(ofAlert('IdeogramLatencyHigh')?.expr).toContain('> 60\n');
    expect(ofAlert('IdeogramRateLimited')?.expr).toMatch(/\* 60 > 12$/);
    const limits = rules
      .filter(({ alert }) => alert === 'IdeogramErrorBudgetBurn')
      .map(({ expr, labels }) => [
        labels.window,
        labels.severity,
        / > ([\d.]+)\n/.exec(expr)?.[1],
      ]);
    expect(limits).toEqual([
      ['1h', 'page', '0.072'],
      ['6h', 'page', '0.03'],
      ['1d', 'ticket', '0.015'],
      ['3d', 'ticket', '0.005'],
    ]);
  });

  it('do not let a title become a template', () => {
    const { ofAlert } = made({
      targets: { production: { title: '{{ fail }}' } },
    });
    expect(ofAlert('IdeogramNoData')?.annotations?.summary).toMatch(
      /^\{\{ "\{\{" \}\} fail \}\}: /,
    );
  });

  it('hold for another time where that is asked for', () => {
    const { rules } = made({ targets: { a: {} } }, { hold: '7s' });
    const holds = rules.flatMap(rule => rule.for ?? []);
    expect(new Set(holds)).toEqual(new Set(['7s']));
  });

  it('are those of each target, or of the ones that are named', () => {
    const targets = { a: {}, b: {}, c: {} };
    expect(made({ targets }).groups.map(({ name }) => name)).toEqual([
      'ideogram-incident-a',
      'ideogram-incident-a-days',
      'ideogram-incident-b',
      'ideogram-incident-b-days',
      'ideogram-incident-c',
      'ideogram-incident-c-days',
    ]);
    expect(made({ targets }, { names: ['b'] }).groups).toHaveLength(2);
  });
});

describe('what is left out', () => {
  it.each<[string, JsonObject, string[], RegExp[]]>([
    [
      'no window to fill in',
      { errorsByType: 'sum by (code) (rate(a[5m]))', requests: 'b' },
      ['IdeogramLatencyHigh', 'IdeogramIncidentHeartbeat'],
      [
        /ErrorBudgetBurn is left out: queries\.errorsByType and queries\.requests/,
        /AuthenticationErrors is left out/,
        /CreditUsedUp is left out/,
        /RateLimited is left out/,
        /NoData is left out/,
      ],
    ],
    [
      'no label that tells the type',
      { errorsByType: 'sum by (pod) (rate(a[$window]))' },
      ALL.filter(name => !/Authentication|Credit|RateLimited/.test(name)),
      [
        /counts images that the safety filter refused/,
        /AuthenticationErrors is left out: .* no label/,
        /CreditUsedUp is left out: .* no label/,
        /RateLimited is left out: .* no label/,
      ],
    ],
    [
      'no counter below the requests',
      { requests: 'sum(avg_over_time(a[$window]))' },
      ALL,
      [
        /AuthenticationErrors sees errors from the second one on/,
        /CreditUsedUp sees errors from the second one on/,
        /NoData also fires/,
      ],
    ],
  ])('is said with its reason: %s', (_, queries, alerts, sentences) => {
    const found = withQueries(queries);
    expect(found.alerts).toEqual(alerts);
    expect(found.leftOut).toEqual(
      sentences.map(sentence => expect.stringMatching(sentence)),
    );
    for (const sentence of found.leftOut) {
      expect(found.yaml).toContain(`# ${sentence}\n`);
    }
  });
});

describe('the configuration', () => {
  const read = (ideogramIncident: JsonObject, names?: string[]) =>
    readRulesConfig(new ConfigReader({ ideogramIncident }), names);

  it('needs no credential, and nothing but what rules are made of', () => {
    const { targets } = read({
      clusters: [{ name: 'a', url: 'https://a', serviceAccountToken: {} }],
      incidents: { respondWithin: 'nonsense' },
      targets: { production: { kubernetes: { cluster: 'unknown' } } },
    });
    expect(targets).toEqual([
      expect.objectContaining({ name: 'production', title: 'production' }),
    ]);
  });

  it('takes the default objective where incidents are off', () => {
    expect(read({ incidents: false, targets: { a: {} } }).objective).toBe(
      0.999,
    );
  });

  it.each(['99.9', 0.999, '100%', '94%', '99.9999%', 'high'])(
    'refuses %p as the objective',
    objective => {
      expect(() =>
        read({ incidents: { objective }, targets: { a: {} } }),
      ).toThrow(/incidents\.objective must be a percentage from 95% to/);
    },
  );

  it('names every mistake with its key', () => {
    expect(() =>
      read({
        defaults: { queries: { window: 'soon' } },
        targets: { a: { thresholds: { latencyP95: 'x' } } },
      }),
    ).toThrow(
      /defaults\.queries\.window[^]*targets\.a\.thresholds\.latencyP95/,
    );
  });

  it('names the targets that there are', () => {
    expect(() => read({ targets: { a: {}, b: {} } }, ['c'])).toThrow(
      'ideogramIncident.targets has no c; it has a, b',
    );
    expect(() => read({})).toThrow('defines no target');
  });
});
