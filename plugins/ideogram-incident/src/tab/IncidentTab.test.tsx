import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { StylesProvider } from '@material-ui/core/styles';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { heard } from '../__testUtils__/incidentTab';
import { ideogramIncidentApiRef } from '../api';
import { componentWith } from '../testing/entity';
import { MockIncidentApi } from '../testing/MockIncidentApi';
import {
  healthyReadings,
  METRICS_PROBLEM,
  partlyUnknownReadings,
  reading,
  unknownReading,
  vendorOutageReadings,
  withChanges,
} from '../testing/readings';
import { operation } from '../testing/operations';
import { responseError } from '../testing/responseError';
import { triageOf } from '../testing/triages';
import { IncidentTab } from './IncidentTab';

// Drawn on a canvas, which jsdom has not; they have tests of their own.
jest.mock('../features/triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

// The whole tab is drawn each time, and machines can be busy.
jest.setTimeout(30_000);

const NOW = new Date('2026-11-23T14:00:00.000Z');

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;
let copied: jest.SpyInstance;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  copied = jest.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  // jsdom lays nothing out, so it can't scroll.
  Element.prototype.scrollIntoView = () => {};
});

afterEach(() => {
  jest.useRealTimers();
});

const now = () => new Date().toISOString();
const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));

async function open(
  entity: Entity = componentWith('production'),
  address = '/',
) {
  renderInTestApp(
    // jsdom matches each rule with each element that a query looks at.
    <StylesProvider disableGeneration>
      <EntityProvider entity={entity}>
        <IncidentTab />
      </EntityProvider>
    </StylesProvider>,
    {
      apis: [[ideogramIncidentApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [address],
    },
  );
  await pass(100);
}

async function arrive(
  readings: Reading[],
  options: Parameters<typeof triageOf>[1] = {},
) {
  api.triageStream(options.target).triage(triageOf(readings, options));
  await pass(50);
}

async function fail(error: unknown) {
  api.triageStream().fail(error);
  await pass(50);
}

const heading = (name: string | RegExp) =>
  screen.getByRole('heading', { name });
const region = (name: string) => screen.getByRole('region', { name });
const card = (name: string) => heading(name).closest('li') as HTMLLIElement;
const minutesAgo = (minutes: number) =>
  new Date(Date.now() - minutes * 60_000).toISOString();

describe('while loading', () => {
  it('shows each reading the moment it arrives', async () => {
    await open();
    expect(heading('Reading Production')).toBeInTheDocument();
    const [statusPage, , , , , workload] = healthyReadings(now());
    api.triageStream().reading(workload);
    await pass(0);
    expect(screen.getByText('6 of 6 pods available')).toBeInTheDocument();
    api.triageStream().reading(statusPage);
    await pass(0);
    expect(screen.getByText('No incident announced')).toBeInTheDocument();
    expect(
      screen.getByText('2 readings so far: Status page, Workload.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Readings' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
  });
});

describe('live', () => {
  it('says level, sentence, since when, and the time left to respond', async () => {
    await open();
    await arrive(vendorOutageReadings(now()), { since: minutesAgo(6) });
    expect(screen.getByText('P1')).toBeInTheDocument();
    expect(screen.getByText('Complete outage')).toBeInTheDocument();
    expect(
      heading('Ideogram is down. Enable fallback and wait.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('timer', { name: 'Respond within' }),
    ).toHaveTextContent('9:00');
    await pass(10_000);
    expect(screen.getByRole('timer')).toHaveTextContent('8:50');
  });

  it('says by how much the response is overdue', async () => {
    await open();
    await arrive(vendorOutageReadings(now()), { since: minutesAgo(18) });
    expect(screen.getByRole('timer')).toHaveTextContent('Overdue by 3 min');
  });

  it('claims no more than was seen where nobody saw it begin', async () => {
    await open();
    await arrive(vendorOutageReadings(now()), { seenSince: minutesAgo(6) });
    expect(screen.getByText('Seen since')).toBeInTheDocument();
    expect(screen.queryByText('Since')).not.toBeInTheDocument();
    expect(
      screen.getByRole('timer', { name: 'Respond within at most' }),
    ).toHaveTextContent('9:00');
  });

  it('claims no less than was seen once it is overdue', async () => {
    await open();
    await arrive(vendorOutageReadings(now()), { seenSince: minutesAgo(18) });
    expect(screen.getByRole('timer')).toHaveTextContent(
      'Overdue by at least 3 min',
    );
  });

  it('says how long ago it was read, and counts on', async () => {
    await open();
    await arrive(healthyReadings(now()));
    await pass(4_000);
    expect(within(card('Latency')).getByText(/4\ss ago/)).toBeInTheDocument();
  });

  it('lists the guidance in order, with commands to copy', async () => {
    await open();
    await arrive(vendorOutageReadings(now()));
    const list = within(
      screen.getByRole('region', { name: 'What to do now' }),
    ).getByRole('list');
    const [first] = within(list).getAllByRole('listitem');
    expect(within(first).getByRole('heading')).toHaveTextContent(
      'Enable fallback',
    );
    await user.click(
      within(first).getByRole('button', { name: 'Copy the command of step 1' }),
    );
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('IDEOGRAM_FALLBACK=true'),
    );
    expect(await within(first).findAllByText('Copied')).not.toHaveLength(0);
  });

  it('says by which answers the outcome was found', async () => {
    await open();
    await arrive(vendorOutageReadings(now()));
    expect(
      screen.getByRole('list', {
        name: 'Is the Ideogram API returning errors? Yes. Does the status page show an incident? Yes. Outcome: Wait for Ideogram.',
      }),
    ).toBeInTheDocument();
  });

  it('reads by itself, and leaves what is open as it is', async () => {
    await open();
    await arrive(vendorOutageReadings(now()));
    await user.click(
      screen.getByRole('button', { name: 'Show the last 20 lines' }),
    );
    const lines = () =>
      screen.getByRole('dialog', { name: 'Last error lines' });
    expect(within(lines()).getAllByRole('listitem')).toHaveLength(20);
    await pass(10_000);
    expect(api.triageStreams).toHaveLength(2);
    await arrive(vendorOutageReadings(now()));
    expect(lines()).toBeInTheDocument();
  });

  it('tells a screen reader only what has changed', async () => {
    await open();
    await arrive(healthyReadings(now()));
    const polite = () =>
      Array.from(document.querySelectorAll('[aria-live=polite]'))
        .map(({ textContent }) => textContent)
        .join('');
    const urgent = () =>
      screen
        .getAllByRole('alert')
        .map(({ textContent }) => textContent)
        .join('');
    expect(polite()).toBe('All is well. Nothing to do.');
    expect(urgent()).toBe('');
    await pass(10_000);
    await arrive(vendorOutageReadings(now()));
    expect(urgent()).toBe(
      'P1, Complete outage. Ideogram is down. Enable fallback and wait.',
    );
    expect(polite()).toBe('');
    await pass(10_000);
    await arrive(healthyReadings(now()));
    expect(polite()).toBe('All is well. Nothing to do.');
    expect(urgent()).toBe('');
  });
});

describe('unknown', () => {
  it('groups what is not known by its cause', async () => {
    await open();
    await arrive(partlyUnknownReadings(now()));
    expect(heading('4 readings unavailable')).toBeInTheDocument();
    const problem = heading('Error rate, Latency unavailable').closest(
      'article',
    )!;
    expect(problem).toHaveTextContent(METRICS_PROBLEM.issue);
    expect(problem).toHaveTextContent(METRICS_PROBLEM.cause);
    expect(problem).toHaveTextContent(METRICS_PROBLEM.solution);
    expect(screen.getByText('Cause unknown')).toBeInTheDocument();
  });

  it('has what to check by hand first, then what follows from each answer', async () => {
    await open();
    await arrive(partlyUnknownReadings(now()));
    expect(
      within(region('What to check by hand'))
        .getAllByRole('heading', { hidden: true })
        .slice(1)
        .map(({ textContent }) => textContent),
    ).toEqual(
      triageOf(partlyUnknownReadings(now())).decision.guidance.map(
        ({ text }) => text,
      ),
    );
    const restart = screen.getByText('Restart the integration, if pods hang');
    expect(screen.getByText('Verify the credential')).toBeVisible();
    expect(restart).not.toBeVisible();
    await user.click(
      screen.getByText('If the API returns no errors: fix our infrastructure'),
    );
    expect(restart).toBeVisible();
    await pass(10_000);
    await arrive(partlyUnknownReadings(now()));
    expect(restart).toBeVisible();
  });

  it('leads from a reading to its problem', async () => {
    await open();
    await arrive(partlyUnknownReadings(now()));
    await user.click(
      within(card('Workload')).getByRole('link', {
        name: 'Why it is not known',
      }),
    );
    expect(
      heading('Recent errors, Workload unavailable').closest('article'),
    ).toHaveFocus();
  });

  it('says since when, and the last value with its age', async () => {
    await open();
    await arrive(healthyReadings(now()));
    await pass(10_000);
    await arrive(
      withChanges(healthyReadings(now()), [
        unknownReading(now(), 'error-rate', METRICS_PROBLEM),
        unknownReading(now(), 'latency', METRICS_PROBLEM),
      ]),
    );
    await pass(8_000);
    expect(card('Latency')).toHaveTextContent('Unknown');
    expect(card('Latency')).toHaveTextContent(/Not known since \d\d:00/);
    expect(card('Latency')).toHaveTextContent(/Last value 14\ss, 18\ss old/);
    expect(card('Error rate')).toHaveTextContent(/Last value 2%, 18\ss old/);
    expect(card('Latency')).not.toHaveTextContent(/\bOK\b/);
  });
});

describe('paused', () => {
  it('reads no more until it goes live', async () => {
    await open();
    await arrive(healthyReadings(now()));
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await pass(180_000);
    expect(api.triageStreams).toHaveLength(1);
    expect(screen.getByText(/Paused for 3\smin/)).toBeInTheDocument();
    expect(screen.getByText(/when you paused/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Go live' }));
    expect(api.triageStreams).toHaveLength(2);
    // What is seen is still of three minutes ago.
    expect(screen.getByText(/Stale/)).toBeInTheDocument();
    await arrive(healthyReadings(now()));
    expect(screen.getByText(/Live, reads every/)).toBeInTheDocument();
  });

  it('can read once', async () => {
    await open();
    await arrive(healthyReadings(now()));
    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await user.click(screen.getByRole('button', { name: 'Read now' }));
    await arrive(vendorOutageReadings(now()));
    expect(screen.getByText('P1')).toBeInTheDocument();
    expect(screen.getByText(/Paused for/)).toBeInTheDocument();
  });
});

describe('stale', () => {
  beforeEach(async () => {
    await open();
    await arrive(vendorOutageReadings(now()), { since: minutesAgo(6) });
    await pass(10_000);
    await fail(new TypeError('Failed to fetch'));
  });

  it('keeps the last triage, with its age, as what was', async () => {
    await pass(1_000);
    expect(heading(/^\d+\ss ago: Ideogram is down\.$/)).toBeInTheDocument();
    expect(screen.getByText(/No new readings since/)).toBeInTheDocument();
    expect(screen.getByText('96% of 3.1 requests/s fail')).toBeInTheDocument();
    expect(screen.queryByRole('timer')).not.toBeInTheDocument();
  });

  it('counts down to the next attempt, and tries when told to', async () => {
    expect(
      screen.getByText(/Stale, tries again in \d+\ss/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    expect(api.triageStreams).toHaveLength(3);
    await arrive(healthyReadings(now()));
    expect(heading('All is well. Nothing to do.')).toBeInTheDocument();
    expect(screen.queryByText(/Stale/)).not.toBeInTheDocument();
  });

  it('hides everything once the permission is gone', async () => {
    await user.click(screen.getByRole('button', { name: 'Try now' }));
    await fail(
      await responseError(403, { name: 'NotAllowedError', message: '' }),
    );
    expect(heading('You may not see this tab')).toBeInTheDocument();
    expect(screen.queryByText('96% of 3.1 requests/s fail')).toBeNull();
  });
});

describe('with nothing to show', () => {
  it('has the annotation to paste where it is missing', async () => {
    await open(componentWith(undefined));
    expect(heading('This component names no target')).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Copy the annotation' }),
    );
    expect(copied).toHaveBeenCalledWith(
      'metadata:\n  annotations:\n    ideogram-incident/targets: production',
    );
    expect(api.triageStreams).toHaveLength(0);
  });

  it('says whom to ask, and for which permission', async () => {
    await open();
    await fail(
      await responseError(403, { name: 'NotAllowedError', message: '' }),
    );
    expect(heading('You may not see this tab')).toBeInTheDocument();
    expect(screen.getByText(/^Ask /)).toHaveTextContent(
      /^Ask images-team to let you see it\. What you need is the permission ideogram-incident\.read for this component\.$/,
    );
    expect(screen.getByRole('link', { name: /images-team/ })).toHaveAttribute(
      'href',
      '/catalog/default/group/images-team',
    );
  });

  it('tells that the backend is absent, and tries again by itself', async () => {
    await open();
    await fail(await responseError(404));
    expect(
      heading('The Ideogram incident backend does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText('/api/ideogram-incident')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Open the runbook/ }),
    ).toHaveAttribute('href', 'https://runbooks.example.com/ideogram');
    await pass(7_000);
    await arrive(healthyReadings(now()));
    expect(heading('All is well. Nothing to do.')).toBeInTheDocument();
  });

  it('tells what the backend says it does not know', async () => {
    await open();
    await fail(
      await responseError(404, {
        name: 'NotFoundError',
        message: 'No entity component:default/x',
      }),
    );
    expect(
      screen.getByText('No entity component:default/x'),
    ).toBeInTheDocument();
  });
});

describe('with several targets', () => {
  const two = {
    targets: [
      { name: 'production', title: 'Production', links: [] },
      { name: 'staging', title: 'Staging', links: [] },
    ],
    undefinedTargets: [],
  };

  it('shows the first, and another one when it is selected', async () => {
    api.answers.targets = two;
    await open(componentWith('production, staging'));
    await arrive(healthyReadings(now()), { target: 'production' });
    await user.click(screen.getByRole('button', { name: /Production/ }));
    await user.click(screen.getByRole('option', { name: 'Staging' }));
    await pass(500);
    expect(heading('Reading Staging')).toBeInTheDocument();
    expect(heard().trim()).toBe('');
    await arrive(vendorOutageReadings(now()), { target: 'staging' });
    expect(screen.getByText('P1')).toBeInTheDocument();
    const before = api.triageStreams.length;
    await pass(10_000);
    expect(api.triageStreams.slice(before).map(({ target }) => target)).toEqual(
      ['staging'],
    );
  });

  it('shows the one that the address names', async () => {
    api.answers.targets = two;
    await open(componentWith('production, staging'), '/?target=staging');
    expect(api.triageStreams.map(({ target }) => target)).toEqual(['staging']);
  });

  it('names the one that is not defined, and shows the others', async () => {
    api.answers.targets = {
      targets: [{ name: 'production', title: 'Production', links: [] }],
      undefinedTargets: ['prod'],
    };
    await open(componentWith('prod, production'));
    await arrive(healthyReadings(now()), { target: 'production' });
    expect(heading('Target “prod” is not defined')).toBeInTheDocument();
    expect(
      screen.getByText(/Other targets of this component still work/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /Edit catalog-info.yaml/ }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/ideogram-integration/edit/catalog-info.yaml',
    );
    expect(heading('All is well. Nothing to do.')).toBeInTheDocument();
  });

  it('names the only one, where it is not defined', async () => {
    api.answers.targets = { targets: [], undefinedTargets: ['prod'] };
    await open(componentWith('prod'));
    expect(heading('Target “prod” is not defined')).toBeInTheDocument();
    expect(screen.queryByText(/still work/)).not.toBeInTheDocument();
  });
});

describe('from a hostile world', () => {
  const HTML = '<img src=x onerror="alert(1)"> $t(tab.why) {{count}}';

  it('shows text as text', async () => {
    await open();
    const readings = healthyReadings(now()).map(one => ({
      ...one,
      summary: HTML,
      problem: { issue: HTML, cause: HTML, solution: HTML },
    }));
    await arrive(readings);
    expect(screen.getAllByText(HTML).length).toBeGreaterThan(6);
    expect(document.querySelector('img[src=x]')).toBeNull();
  });

  it('links nowhere but to the web', async () => {
    api.answers.targets = {
      targets: [
        {
          name: 'production',
          title: 'Production',
          links: [
            // eslint-disable-next-line no-script-url
            { title: 'Trap', url: 'javascript:alert(1)' },
            { title: 'Grafana', url: 'https://grafana.example.com' },
          ],
        },
      ],
      undefinedTargets: [],
    };
    await open();
    await arrive(
      withChanges(healthyReadings(now()), [
        reading(now(), 'status-page', 'failing', 'Major outage', {
          url: 'https://status.ideogram.ai',
          incidents: [
            // eslint-disable-next-line no-script-url
            { title: 'Bait', ours: true, url: 'javascript:alert(2)' },
          ],
          maintenances: [],
          components: [],
        }),
      ]),
    );
    expect(screen.getByText('Trap')).toBeInTheDocument();
    expect(card('Status page')).toHaveTextContent('“Bait”');
    const schemes = screen
      .getAllByRole('link')
      .map(link => new URL((link as HTMLAnchorElement).href).protocol);
    expect(new Set(schemes)).toEqual(new Set(['http:', 'https:']));
  });

  it('survives details of another shape', async () => {
    const silent = jest.spyOn(console, 'error').mockImplementation(() => {});
    await open();
    const triage = triageOf(healthyReadings(now()));
    api.triageStream().triage({
      ...triage,
      readings: triage.readings.map(one => ({
        ...one,
        details: { pods: 'none' },
      })),
    });
    await pass(50);
    expect(card('Workload')).toHaveTextContent('6 of 6 pods available');
    expect(card('Latency')).toHaveTextContent(/P95 is 14\ss/);
    silent.mockRestore();
  });
});

describe('the address', () => {
  const dialogs = () => screen.queryAllByRole('dialog');

  it('says that it names a target that there is not', async () => {
    await open(componentWith('production'), '/?target=prod');
    await arrive(healthyReadings(now()));
    expect(heading('This component has no target “prod”')).toBeInTheDocument();
    expect(
      screen.getByText(/You see Production instead\./),
    ).toBeInTheDocument();
  });

  it('opens the log, which closing takes out again', async () => {
    await open(componentWith('production'), '/?log=recent-errors');
    await arrive(vendorOutageReadings(now()));
    expect(
      screen.getByRole('dialog', { name: 'Last error lines' }),
    ).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await pass(1_000);
    expect(dialogs()).toEqual([]);
  });

  it('opens an operation, which closing takes out again', async () => {
    const one = operation('one', now(), {
      status: 'succeeded',
      finishedAt: now(),
    });
    api.answers.operations = { operations: [one] };
    await open(componentWith('production'), '/?operation=one');
    await arrive(healthyReadings(now()));
    expect(screen.getByRole('dialog')).toBeInTheDocument();
    await user.keyboard('{Escape}');
    await pass(1_000);
    expect(dialogs()).toEqual([]);
  });

  it('is copied with the target in it', async () => {
    await open();
    await arrive(vendorOutageReadings(now()));
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/^http.*\?target=production$/),
    );
    await user.click(screen.getByRole('button', { name: 'Copy summary' }));
    expect(copied).toHaveBeenLastCalledWith(
      expect.stringMatching(/^\*\*P1 Complete outage: .*target=production\)$/s),
    );
  });
});

describe('the title of the window', () => {
  it('begins with P1 for as long as it lasts, also where the portal sets it anew', async () => {
    document.title = 'Portal';
    await open();
    await arrive(vendorOutageReadings(now()));
    expect(document.title).toBe('P1 · Portal');
    document.title = 'Catalog';
    await pass(0);
    expect(document.title).toBe('P1 · Catalog');
    await pass(10_000);
    await arrive(healthyReadings(now()));
    expect(document.title).toBe('Catalog');
  });

  it('leaves the first place to the number of unread notifications', async () => {
    document.title = '(1) Portal';
    await open();
    await arrive(vendorOutageReadings(now()));
    expect(document.title).toBe('(1) P1 · Portal');
    // As the portal's item of notifications does when it sees the new title.
    document.title = '(2) P1 · Portal';
    await pass(0);
    expect(document.title).toBe('(2) P1 · Portal');
    await pass(10_000);
    await arrive(healthyReadings(now()));
    expect(document.title).toBe('(2) Portal');
  });
});

it('asks again what may be done while the world is read, also where it looks the same', async () => {
  await open();
  await arrive(healthyReadings(now()));
  const asked = api.called('actions').length;
  for (let reads = 0; reads < 3; reads += 1) {
    await pass(10_000);
    await arrive(healthyReadings(now()));
  }
  expect(api.called('actions').length).toBeGreaterThan(asked);
});
