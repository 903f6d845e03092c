import { matchTarget, parseWebhook, type Webhook } from './alertmanager';

const NOW = '2026-11-30T12:00:00.000Z';

/** As Alertmanager 0.25 sends it. */
const FIRING = {
  status: 'firing',
  labels: {
    alertname: 'IdeogramErrors',
    ideogram_target: 'production',
    severity: 'page',
  },
  annotations: { summary: '96% fail' },
  startsAt: '2026-11-30T10:02:22.412538529Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: '',
  fingerprint: '3636ecdcfd9ba32c',
};

const RESOLVED = {
  ...FIRING,
  status: 'resolved',
  endsAt: '2026-11-30T10:40:00.5Z',
};

const body = (alerts: unknown, more: object = {}) => ({
  receiver: 'ideogram-incident',
  status: 'firing',
  version: '4',
  groupKey: '{}:{alertname="IdeogramErrors"}',
  truncatedAlerts: 0,
  alerts,
  ...more,
});

function parse(alerts: unknown, more?: object): Webhook {
  const parsed = parseWebhook(body(alerts, more), NOW);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

const one = (more: object) => parse([{ ...FIRING, ...more }]).alerts[0];

const because = (more: unknown) =>
  parse([more]).rejected.map(rejected => rejected.because);

describe('what Alertmanager sends', () => {
  it('is read, with times in milliseconds', () => {
    expect(parse([FIRING, RESOLVED], { truncatedAlerts: 7 })).toEqual({
      alerts: [
        {
          index: 0,
          fingerprint: '3636ecdcfd9ba32c',
          status: 'firing',
          startsAt: '2026-11-30T10:02:22.412Z',
          labels: FIRING.labels,
          annotations: FIRING.annotations,
          name: 'IdeogramErrors',
        },
        expect.objectContaining({
          index: 1,
          status: 'resolved',
          startsAt: '2026-11-30T10:02:22.412Z',
          endsAt: '2026-11-30T10:40:00.500Z',
        }),
      ],
      rejected: [],
      truncated: 7,
      groupKey: '{}:{alertname="IdeogramErrors"}',
    });
  });

  it('may be nothing', () => {
    expect(parse([])).toMatchObject({ alerts: [], rejected: [], truncated: 0 });
  });

  it.each([
    [undefined, 'The body is no object.'],
    [null, 'The body is no object.'],
    ['{}', 'The body is no object.'],
    [[FIRING], 'The body is no object.'],
    [{}, 'The body has no list of alerts.'],
    [body({ 0: FIRING }), 'The body has no list of alerts.'],
    [
      body([FIRING], { version: '1' }),
      'The body is of another version than 4 of the webhook of Alertmanager.',
    ],
  ])('is not %j', (raw, problem) => {
    expect(parseWebhook(raw, NOW)).toEqual({ problem });
  });

  it.each([-1, 1.5, NaN, '7', null, {}])(
    'leaves out no number of alerts that is %p',
    truncatedAlerts => {
      expect(parse([], { truncatedAlerts }).truncated).toBe(0);
    },
  );
});

describe('good ones among bad', () => {
  it('are taken, and the bad ones named', () => {
    const parsed = parse([null, FIRING, 'x', { ...FIRING, status: 'ok' }]);
    expect(parsed.alerts.map(({ index }) => index)).toEqual([1]);
    expect(parsed.rejected).toEqual([
      { index: 0, because: 'It is no object.' },
      { index: 2, because: 'It is no object.' },
      { index: 3, because: 'Its status is neither firing nor resolved.' },
    ]);
  });

  it.each<[unknown, string]>([
    [[], 'It is no object.'],
    [{}, 'Its status is neither firing nor resolved.'],
    [
      { ...FIRING, status: undefined },
      'Its status is neither firing nor resolved.',
    ],
    [{ ...FIRING, labels: undefined }, 'Its labels are no object.'],
    [{ ...FIRING, labels: ['a'] }, 'Its labels are no object.'],
    [{ ...FIRING, labels: {} }, 'It has no labels.'],
    [{ ...FIRING, labels: { alertname: '' } }, 'It has no labels.'],
    [
      { ...FIRING, labels: { alertname: 7 } },
      'Its label alertname is no text.',
    ],
    [{ ...FIRING, labels: { 'a\nb\u202e': {} } }, 'Its label a b is no text.'],
    [{ ...FIRING, startsAt: 'yesterday' }, 'Its startsAt is no time.'],
    [{ ...FIRING, startsAt: '1' }, 'Its startsAt is no time.'],
    [
      { ...FIRING, startsAt: '2026-13-01T00:00:00Z' },
      'Its startsAt is no time.',
    ],
    [{ ...FIRING, startsAt: 1_764_500_000 }, 'Its startsAt is no time.'],
    [
      { ...FIRING, startsAt: '2026-12-01T12:00:00.001Z' },
      'Its startsAt is more than a day ahead.',
    ],
    [
      { ...FIRING, startsAt: '9999-12-31T23:59:59Z' },
      'Its startsAt is more than a day ahead.',
    ],
    [
      { ...FIRING, startsAt: '1970-01-01T00:00:00Z' },
      'Its startsAt is before the year 2000.',
    ],
  ])('%j is none: %s', (raw, why) => {
    expect(because(raw)).toEqual([why]);
  });
});

describe('times', () => {
  it.each([undefined, null, '', '0001-01-01T00:00:00Z'])(
    'of a start that is %p are those of the arrival',
    startsAt => {
      expect(one({ startsAt }).startsAt).toBe(NOW);
    },
  );

  it.each([
    ['2026-11-30T13:02:22+02:00', '2026-11-30T11:02:22.000Z'],
    // The clock of Alertmanager goes before ours.
    ['2026-11-30T12:07:00Z', '2026-11-30T12:07:00.000Z'],
    // It has fired for years.
    ['2021-02-03T04:05:06Z', '2021-02-03T04:05:06.000Z'],
  ])('of a start at %s are taken', (startsAt, expected) => {
    expect(one({ startsAt }).startsAt).toBe(expected);
  });

  it.each(['2026-11-30T12:05:00Z', '0001-01-01T00:00:00Z', 'never'])(
    'of an end at %s are none while it fires',
    endsAt => {
      expect(one({ endsAt })).not.toHaveProperty('endsAt');
    },
  );

  it.each<[string, unknown, string]>([
    ['told', '2026-11-30T10:40:00Z', '2026-11-30T10:40:00.000Z'],
    ['a little ahead', '2026-11-30T12:03:00Z', '2026-11-30T12:03:00.000Z'],
    ['not told', '0001-01-01T00:00:00Z', NOW],
    ['missing', undefined, NOW],
    ['no time', 'soon', NOW],
    ['far ahead', '2099-01-01T00:00:00Z', NOW],
    ['before its start', '2026-11-30T09:00:00Z', NOW],
  ])('of an end that is %s are known', (_, endsAt, expected) => {
    expect(one({ status: 'resolved', endsAt }).endsAt).toBe(expected);
  });

  it('never end before they start', () => {
    const startsAt = '2026-11-30T12:07:00.000Z';
    expect(one({ status: 'resolved', startsAt, endsAt: '' }).endsAt).toBe(
      startsAt,
    );
  });
});

describe('the identity', () => {
  const computed = (labels: object) =>
    one({ labels, fingerprint: undefined }).fingerprint;

  // What Alertmanager 0.25 computes of them.
  it.each([
    [FIRING.labels, '3636ecdcfd9ba32c'],
    [{ alertname: 'Sorted', a: '2', B: '1', _c: '3' }, '14551eb12bb44028'],
    [{ pod: 'a"b\n', alertname: 'Größe 😀' }, 'c79fcab137205c72'],
  ])('of %j is computed where it is missing', (labels, fingerprint) => {
    expect(computed(labels)).toBe(fingerprint);
    expect(computed(Object.fromEntries(Object.entries(labels).reverse()))).toBe(
      fingerprint,
    );
  });

  it.each([7, '', 'a b', 'x'.repeat(1_000_000), '../..', null])(
    'is no fingerprint such as %p',
    fingerprint => {
      expect(one({ fingerprint }).fingerprint).toBe('3636ecdcfd9ba32c');
    },
  );

  it('differs where labels do only after a megabyte', () => {
    const labels = (last: string) => ({ alertname: 'x'.repeat(1e6) + last });
    expect(computed(labels('a'))).not.toBe(computed(labels('b')));
  });
});

describe('what is too much', () => {
  it('of a label or an annotation is cut', () => {
    const huge = 'x'.repeat(1_000_000);
    const { labels, annotations, name } = one({
      labels: { ...FIRING.labels, alertname: huge, pod: huge },
      annotations: { summary: huge },
    });
    expect(labels.pod).toBe(`${'x'.repeat(999)}…`);
    expect(annotations.summary).toHaveLength(5_000);
    expect(name.length).toBeLessThanOrEqual(200);
    expect(labels.ideogram_target).toBe('production');
  });

  it('of labels is refused', () => {
    const labels = Object.fromEntries(
      Array.from({ length: 65 }, (_, index) => [`label_${index}`, 'x']),
    );
    expect(because({ ...FIRING, labels })).toEqual([
      'It has 65 labels, and at most 64 are taken.',
    ]);
  });

  it('of a name is refused, in few words', () => {
    const labels = { ['x'.repeat(1_000_000)]: 'x' };
    const [why] = because({ ...FIRING, labels });
    expect(why).toContain('has more than 200 characters');
    expect(why.length).toBeLessThan(120);
  });

  it('of alerts is counted as left out', () => {
    const many = Array.from({ length: 10_003 }, () => 0);
    const parsed = parse(many, { truncatedAlerts: 2 });
    expect(parsed.rejected).toHaveLength(10_000);
    expect(parsed.truncated).toBe(5);
  });

  it('of a group key is cut', () => {
    const { groupKey } = parse([], { groupKey: 'x'.repeat(1_000_000) });
    expect(groupKey).toHaveLength(1_000);
  });
});

describe('hostile texts', () => {
  it('reach no prototype', () => {
    const alert = JSON.parse(
      '{"status":"firing","labels":{"alertname":"A","__proto__":"x","constructor":"y"},"annotations":{"__proto__":{"polluted":"1"},"toString":"z"}}',
    );
    const { labels, annotations } = parse([alert]).alerts[0];
    expect(Object.entries(labels)).toEqual([
      ['alertname', 'A'],
      ['constructor', 'y'],
    ]);
    expect(Object.entries(annotations)).toEqual([['toString', 'z']]);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });

  it('hold nothing that a database refuses', () => {
    const text = 'a\0b\ud800c';
    const { labels, annotations } = one({
      labels: { alertname: text, [text]: text },
      annotations: { summary: text, count: 7, list: [] },
    });
    const clean = 'a\ufffdb\ufffdc';
    expect(labels).toEqual({ alertname: clean, [clean]: clean });
    expect(annotations).toEqual({ summary: clean });
  });

  it('are not cut through a sign', () => {
    const { labels } = one({ labels: { alertname: '😀'.repeat(1_000) } });
    expect(labels.alertname).not.toMatch(/\p{Surrogate}/u);
  });

  it('without a name have one', () => {
    expect(one({ labels: { severity: 'page' } }).name).toBe(
      'An alert without a name',
    );
  });
});

describe('the target', () => {
  const TARGETS: Parameters<typeof matchTarget>[1] = [
    { name: 'production', match: { ideogram_target: 'production' } },
    { name: 'europe', match: { job: 'images', region: 'eu' } },
    { name: 'images', match: { job: 'images' } },
    { name: 'none', match: {} },
  ];

  it.each<[Record<string, string>, string | undefined]>([
    [{ ideogram_target: 'production', job: 'images' }, 'production'],
    [{ job: 'images', region: 'eu' }, 'europe'],
    [{ job: 'images', region: 'us' }, 'images'],
    [{ job: 'Images' }, undefined],
    [{ ideogram_target: 'production ' }, undefined],
    [{}, undefined],
  ])('of %j is %s', (labels, target) => {
    expect(matchTarget(labels, TARGETS)).toBe(target);
  });

  it('is matched by no label of the prototype', () => {
    const match: Record<string, string> = { constructor: String(Object) };
    expect(matchTarget({}, [{ name: 'a', match }])).toBeUndefined();
  });
});
