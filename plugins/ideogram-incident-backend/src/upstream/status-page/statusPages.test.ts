import type { Announcement } from './announcement';
import { judge } from './judge';
import { readBetterStack } from './providers/betterstack';
import { readIncidentIo } from './providers/incidentio';
import { readInstatus } from './providers/instatus';
import { readStatuspage } from './providers/statuspage';

const NOW = Date.parse('2026-11-23T12:00:00Z');

const readers = {
  statuspage: readStatuspage,
  instatus: readInstatus,
  incidentio: readIncidentIo,
  betterstack: (body: unknown) => readBetterStack(body, NOW),
} satisfies Record<string, (body: unknown) => Announcement | undefined>;

type Provider = keyof typeof readers;

function severityOf(provider: Provider, body: unknown, components?: string[]) {
  const announcement = readers[provider](body);
  return announcement && judge(announcement, components).worst.severity;
}

const API = ['API'];

describe('Atlassian Statuspage', () => {
  const page = (indicator: unknown, api: string, rest: object = {}) => ({
    status: { indicator },
    components: [
      { id: 'g', name: 'Platform', group: true, status: 'operational' },
      { id: '1', name: 'API', group_id: 'g', status: api },
      { id: '2', name: 'Website', group_id: null, status: 'major_outage' },
    ],
    ...rest,
  });

  it.each<[string, unknown, string[] | undefined, string]>([
    ['all well', { status: { indicator: 'none' } }, undefined, 'ok'],
    ['minor', { status: { indicator: 'minor' } }, undefined, 'degraded'],
    ['major', { status: { indicator: 'major' } }, undefined, 'failing'],
    ['critical', { status: { indicator: 'critical' } }, undefined, 'failing'],
    [
      'others count without a filter',
      page('none', 'operational'),
      undefined,
      'failing',
    ],
    ['others do not with one', page('major', 'operational'), API, 'ok'],
    ['degraded', page('none', 'degraded_performance'), API, 'degraded'],
    ['partial', page('none', 'partial_outage'), API, 'degraded'],
    ['major outage', page('none', 'major_outage'), API, 'failing'],
    ['maintenance', page('none', 'under_maintenance'), API, 'maintenance'],
    ['a group', page('none', 'major_outage'), ['platform'], 'failing'],
    ['an unknown word', page('none', 'purple'), API, 'unknown'],
    [
      'a resolved incident',
      page('none', 'operational', {
        incidents: [{ status: 'resolved', impact: 'major' }],
      }),
      API,
      'ok',
    ],
    [
      'an incident that names nobody',
      page('none', 'operational', {
        incidents: [{ status: 'monitoring', impact: 'critical' }],
      }),
      API,
      'failing',
    ],
    [
      'an incident that names us in its newest update',
      page('none', 'operational', {
        incidents: [
          {
            impact: 'major',
            incident_updates: [
              { affected_components: [{ name: 'API' }] },
              { affected_components: [{ name: 'Website' }] },
            ],
          },
        ],
      }),
      API,
      'failing',
    ],
  ])('%s', (_, body, components, expected) => {
    expect(severityOf('statuspage', body, components)).toBe(expected);
  });
});

describe('components of the same name', () => {
  const page = (hit: object, rest: object = {}) => ({
    status: { indicator: 'critical' },
    components: [
      { id: 'eu', name: 'Europe', group: true, status: 'operational' },
      { id: 'us', name: 'US', group: true, status: 'operational' },
      { id: '1', name: 'Images', group_id: 'eu', status: 'operational' },
      { id: '2', name: 'Images', group_id: 'us', status: 'operational' },
    ],
    incidents: [
      { status: 'identified', impact: 'critical', components: [hit] },
    ],
    ...rest,
  });

  it.each<[string, object, string[], string]>([
    ['by id, ours', { id: '1', name: 'Images' }, ['Europe'], 'failing'],
    ['by id, theirs', { id: '2', name: 'Images' }, ['Europe'], 'ok'],
    ['by id, ours is last', { id: '2', name: 'Images' }, ['US'], 'failing'],
    ['by id, theirs is last', { id: '1', name: 'Images' }, ['us'], 'ok'],
    ['an id is configured', { id: '1', name: 'Images' }, ['1'], 'failing'],
    ['another id is', { id: '1', name: 'Images' }, ['2'], 'ok'],
    [
      'group / name',
      { id: '1', name: 'Images' },
      ['Europe / Images'],
      'failing',
    ],
    ['another group / name', { id: '1', name: 'Images' }, ['US/Images'], 'ok'],
    ['any of the name', { id: '1', name: 'Images' }, ['Images'], 'failing'],
    ['without an id', { name: 'Images' }, ['Europe'], 'failing'],
    ['a whole group', { id: 'eu', name: 'Europe' }, ['1'], 'failing'],
    [
      'what it says of ours',
      { id: '1', name: 'Images', status: 'degraded_performance' },
      ['Europe'],
      'degraded',
    ],
  ])('%s', (_, hit, components, expected) => {
    expect(severityOf('statuspage', page(hit), components)).toBe(expected);
  });

  it('does not count what is only planned', () => {
    const body = page(
      {},
      {
        incidents: [{ status: 'scheduled', impact: 'maintenance' }],
      },
    );
    expect(severityOf('statuspage', body, ['Europe'])).toBe('ok');
  });

  it('goes by the code in an update', () => {
    const updates = (code: string) =>
      page(
        {},
        {
          incidents: [
            {
              impact: 'critical',
              incident_updates: [
                {
                  affected_components: [
                    { code, name: 'Images', new_status: 'partial_outage' },
                  ],
                },
              ],
            },
          ],
        },
      );
    expect(severityOf('statuspage', updates('1'), ['Europe'])).toBe('degraded');
    expect(severityOf('statuspage', updates('2'), ['Europe'])).toBe('ok');
  });
});

describe('Instatus', () => {
  const page = (status: string, rest: object = {}) => ({
    page: { name: 'Ideogram', url: 'https://x', status },
    ...rest,
  });

  it.each<[string, unknown, string]>([
    ['all well', page('UP'), 'ok'],
    ['issues', page('HASISSUES'), 'degraded'],
    ['maintenance', page('UNDERMAINTENANCE'), 'maintenance'],
    [
      'a major outage',
      page('HASISSUES', {
        activeIncidents: [
          { name: 'Down', status: 'INVESTIGATING', impact: 'MAJOROUTAGE' },
        ],
      }),
      'failing',
    ],
    [
      'a partial outage',
      page('HASISSUES', { activeIncidents: [{ impact: 'PARTIALOUTAGE' }] }),
      'degraded',
    ],
    [
      'a maintenance that has not begun',
      page('UP', { activeMaintenances: [{ status: 'NOTSTARTEDYET' }] }),
      'ok',
    ],
    [
      'a maintenance in progress',
      page('UP', { activeMaintenances: [{ status: 'INPROGRESS' }] }),
      'maintenance',
    ],
  ])(
    '%s, also with a filter, for it names no components',
    (_, body, expected) => {
      expect(severityOf('instatus', body)).toBe(expected);
      expect(severityOf('instatus', body, API)).toBe(expected);
    },
  );

  it('counts only our components, where it names some', () => {
    const hits = (name: string) =>
      page('HASISSUES', {
        components: [
          { id: '1', name: 'API', status: 'OPERATIONAL' },
          { id: '2', name: 'Web', status: 'OPERATIONAL' },
        ],
        activeIncidents: [{ impact: 'MAJOROUTAGE', components: [{ name }] }],
      });
    expect(severityOf('instatus', hits('API'), API)).toBe('failing');
    expect(severityOf('instatus', hits('Web'), API)).toBe('ok');
  });

  it('tells when a maintenance ends', () => {
    const announcement = readInstatus(
      page('UP', {
        activeMaintenances: [
          { name: 'Move', start: '2026-11-23T12:00:00Z', duration: '60' },
        ],
      }),
    );
    expect(announcement?.maintenances[0]).toMatchObject({
      startsAt: '2026-11-23T12:00:00.000Z',
      endsAt: '2026-11-23T13:00:00.000Z',
    });
  });
});

describe('incident.io', () => {
  const incident = (worst: string, affected: object[]) => ({
    ongoing_incidents: [
      {
        name: 'Slow',
        status: 'investigating',
        current_worst_impact: worst,
        affected_components: affected,
      },
    ],
  });

  it.each<[string, unknown, string]>([
    ['all well', { ongoing_incidents: [], in_progress_maintenances: [] }, 'ok'],
    [
      'degraded',
      incident('degraded_performance', [{ name: 'API' }]),
      'degraded',
    ],
    ['partial', incident('partial_outage', [{ name: 'API' }]), 'degraded'],
    ['full outage', incident('full_outage', [{ name: 'API' }]), 'failing'],
    ['full outage of others', incident('full_outage', [{ name: 'Web' }]), 'ok'],
    [
      'full outage of others that degrades us',
      incident('full_outage', [
        { name: 'Web', current_status: 'full_outage' },
        { name: 'API', current_status: 'degraded_performance' },
      ]),
      'degraded',
    ],
    [
      'maintenance in progress',
      {
        ongoing_incidents: [],
        in_progress_maintenances: [
          { name: 'Move', affected_components: [{ name: 'API' }] },
        ],
      },
      'maintenance',
    ],
    [
      'maintenance that is over or has not begun, by its own state',
      {
        ongoing_incidents: [],
        in_progress_maintenances: [
          { name: 'Move', status: 'maintenance_complete' },
          { name: 'Move', status: 'maintenance_scheduled' },
        ],
      },
      'ok',
    ],
    [
      'maintenance of a group of others',
      {
        ongoing_incidents: [],
        in_progress_maintenances: [
          { affected_components: [{ name: 'US', group_name: 'Web' }] },
        ],
      },
      'ok',
    ],
    [
      'maintenance to come',
      {
        ongoing_incidents: [],
        scheduled_maintenances: [{ starts_at: '2026-12-01T00:00:00Z' }],
      },
      'ok',
    ],
  ])('%s', (_, body, expected) => {
    expect(severityOf('incidentio', body, API)).toBe(expected);
  });
});

describe('Better Stack', () => {
  const page = (state: string, ...included: object[]) => ({
    data: { attributes: { aggregate_state: state } },
    included,
  });
  const resource = (id: string, name: string, status: string) => ({
    id,
    type: 'status_page_resource',
    attributes: { public_name: name, status },
  });
  const report = (attributes: object) => ({
    id: 'r',
    type: 'status_report',
    attributes: {
      title: 'Report',
      report_type: 'manual',
      starts_at: '2026-11-23T11:00:00Z',
      ends_at: null,
      affected_resources: [
        { status_page_resource_id: '1', status: 'downtime' },
      ],
      ...attributes,
    },
  });
  const well = resource('1', 'API', 'operational');

  it.each<[string, unknown, string]>([
    ['all well', page('operational'), 'ok'],
    ['degraded', page('degraded'), 'degraded'],
    ['downtime', page('downtime'), 'failing'],
    ['maintenance', page('maintenance'), 'maintenance'],
    [
      'downtime of others',
      page('downtime', well, resource('2', 'Web', 'downtime')),
      'ok',
    ],
    [
      'our downtime',
      page('downtime', resource('1', 'API', 'downtime')),
      'failing',
    ],
    [
      'a resource that is not watched',
      page('operational', well, resource('2', 'API', 'not_monitored')),
      'ok',
    ],
    [
      'ours not watched at all, and the page is down',
      page('downtime', resource('1', 'API', 'not_monitored')),
      'failing',
    ],
    [
      'a report in which ours is over',
      page(
        'downtime',
        well,
        resource('2', 'Web', 'downtime'),
        report({
          aggregate_state: 'downtime',
          affected_resources: [
            { status_page_resource_id: '1', status: 'resolved' },
            { status_page_resource_id: '2', status: 'downtime' },
          ],
        }),
      ),
      'ok',
    ],
    ['a report', page('downtime', well, report({})), 'failing'],
    [
      'a report that is over',
      page('operational', well, report({ ends_at: '2026-11-23T11:30:00Z' })),
      'ok',
    ],
    [
      'a maintenance that has begun',
      page('operational', well, report({ report_type: 'maintenance' })),
      'maintenance',
    ],
    [
      'a maintenance to come',
      page(
        'operational',
        well,
        report({
          report_type: 'maintenance',
          starts_at: '2026-11-24T11:00:00Z',
        }),
      ),
      'ok',
    ],
  ])('%s', (_, body, expected) => {
    expect(severityOf('betterstack', body, API)).toBe(expected);
  });

  it.each([
    ['Image services', 'failing'],
    ['Image services / API', 'failing'],
    ['Other', 'ok'],
  ])('takes the section %s for its resources', (section, expected) => {
    const inSection = (id: string, of: string, status: string) => ({
      ...resource(id, 'API', status),
      attributes: {
        public_name: 'API',
        status,
        status_page_section_id: Number(of),
      },
    });
    const sectionOf = (id: string, name: string) => ({
      id,
      type: 'status_page_section',
      attributes: { name },
    });
    const body = page(
      'downtime',
      sectionOf('7', 'Image services'),
      sectionOf('8', 'Other'),
      inSection('1', '7', 'downtime'),
      inSection('2', '8', 'operational'),
    );
    expect(severityOf('betterstack', body, [section])).toBe(expected);
  });
});

describe.each(Object.keys(readers) as Provider[])(
  'hostile bodies: %s',
  provider => {
    it.each([
      [undefined],
      [null],
      [1],
      ['ok'],
      [[]],
      [{}],
      [{ page: null, status: [], data: 'x', ongoing_incidents: {} }],
      [
        {
          page: { status: 5 },
          status: { indicator: {} },
          components: [null, 1],
        },
      ],
    ])('%j says nothing', body => {
      expect(readers[provider](body)).toBeUndefined();
    });

    it('any part may be of another type', () => {
      const odd = [
        null,
        1,
        'x',
        [],
        {},
        { name: {}, status: [], impact: 1 },
        { status: { toString: 1, valueOf: 1 }, duration: { valueOf: 1 } },
      ];
      const body = {
        status: { indicator: 'none' },
        page: { status: 'UP' },
        data: { attributes: { aggregate_state: 'operational' } },
        included: [...odd, { type: 'status_report', attributes: 'x' }],
        components: odd,
        incidents: 'none',
        scheduled_maintenances: odd,
        activeIncidents: odd,
        activeMaintenances: odd,
        ongoing_incidents: odd,
        in_progress_maintenances: 7,
        scheduled_incidents: odd,
      };
      const announcement = readers[provider](body);
      expect(announcement).toBeDefined();
      expect(() => judge(announcement as Announcement, API)).not.toThrow();
    });
  },
);

describe('a body of which a part can not be understood', () => {
  const statuspage = (rest: object) => ({
    status: { indicator: 'none' },
    components: [{ id: '1', name: 'API', status: 'operational' }],
    incidents: [],
    scheduled_maintenances: [],
    ...rest,
  });
  const instatus = (rest: object) => ({ page: { status: 'UP' }, ...rest });
  const incidentio = (rest: object) => ({ ongoing_incidents: [], ...rest });
  const betterstack = (included: unknown) => ({
    data: { attributes: { aggregate_state: 'operational' } },
    included,
  });
  const down = { name: 'Down', impact: 'critical' };

  it.each<[Provider, object]>([
    ['statuspage', statuspage({ incidents: 'none' })],
    ['statuspage', statuspage({ incidents: null })],
    ['statuspage', statuspage({ incidents: {} })],
    ['statuspage', statuspage({ incidents: ['API is down'] })],
    ['statuspage', statuspage({ scheduled_maintenances: 7 })],
    ['statuspage', statuspage({ components: 'API' })],
    ['statuspage', statuspage({ components: [{ name: 5 }] })],
    [
      'statuspage',
      statuspage({ components: [], status: { indicator: 5 }, incidents: 1 }),
    ],
    [
      'statuspage',
      statuspage({
        incidents: [
          {
            components: 'API',
            incident_updates: [{ affected_components: [{ name: 'Website' }] }],
          },
        ],
      }),
    ],
    ['instatus', instatus({ activeIncidents: { 0: down } })],
    ['instatus', instatus({ activeIncidents: [1] })],
    ['instatus', instatus({ activeMaintenances: 5 })],
    ['incidentio', incidentio({ ongoing_incidents: [5] })],
    ['incidentio', incidentio({ ongoing_incidents: [{}] })],
    ['incidentio', incidentio({ in_progress_maintenances: 'x' })],
    ['betterstack', betterstack('x')],
    ['betterstack', betterstack([5])],
    [
      'betterstack',
      betterstack([
        { type: 'status_page_resource', attributes: { status: 'downtime' } },
      ]),
    ],
  ])(
    'is never taken for a page without an incident: %s %j',
    (provider, body) => {
      expect(severityOf(provider, body, API) ?? 'unknown').toBe('unknown');
    },
  );

  it('is believed where it tells of an incident', () => {
    const body = statuspage({ incidents: [down], scheduled_maintenances: 7 });
    expect(severityOf('statuspage', body, API)).toBe('failing');
  });

  it('counts its state where that is the only word', () => {
    const body = {
      status: { indicator: 5 },
      components: [{ name: 'API', status: 'operational' }],
    };
    expect(severityOf('statuspage', body)).toBe('unknown');
    expect(severityOf('statuspage', body, API)).toBe('ok');
  });
});

it('bounds what is shown, ours first, and keeps no odd address or time', () => {
  const others = Array.from({ length: 500 }, () => ({
    name: 'x'.repeat(100_000),
    components: [{ name: 'Website' }],
    impact: 'minor',
  }));
  const announcement = readStatuspage({
    status: { indicator: 'none' },
    components: [{ name: 'API', status: 'operational' }],
    incidents: [
      ...others,
      {
        name: 'Ours\u0000\nand <b>more</b>',
        impact: 'minor',
        components: [{ name: 'API' }],
        shortlink: `data:text/html,x`,
        started_at: 'yesterday',
      },
    ],
  }) as Announcement;
  const { incidents } = judge(announcement, API).details;
  expect(incidents).toHaveLength(20);
  expect(incidents[0]).toEqual({
    title: 'Ours and <b>more</b>',
    ours: true,
    impact: 'minor',
  });
  expect(incidents[1].title).toHaveLength(200);
});
