import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { StylesProvider } from '@material-ui/core/styles';
import { cleanup, screen, within } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import userEvent from '@testing-library/user-event';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import {
  button,
  dialog,
  inDialog,
  pass,
  USER,
} from '../../../../__testUtils__/incidentTab';
import { ideogramIncidentApiRef } from '../../../../api';
// Loaded before it is asked for: the clock of the tests stands still.
import './Story';
import { IncidentTab } from '../../../../tab/IncidentTab';
import { componentWith } from '../../../../testing/entity';
import { entry, incident } from '../../../../testing/incidents';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import { permissionApi } from '../../../../__testUtils__/permissions';
import { responseError } from '../../../../testing/responseError';

jest.setTimeout(60_000);

const NOW = '2026-11-23T14:00:00.000Z';

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(NOW) });
  window.sessionStorage.clear();
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  Element.prototype.scrollIntoView = () => {};
});
afterEach(() => jest.useRealTimers());

const opened = () =>
  entry(1, 'opened', {
    by: 'alert',
    severity: 'P2',
    errorClass: 'vendor-fault',
    reasons: [],
    drill: false,
  });
const note = (
  sequence: number,
  text: string,
  differs: Partial<TimelineEntry> = {},
) => entry(sequence, 'note', {}, { text, ...(differs as object) });

function answer(one: Incident, entries: TimelineEntry[] = [opened()]) {
  api.answers.incident = one;
  api.answers.timeline = {
    entries: [...entries].reverse(),
    head: { sequence: entries.length, hash: '1'.repeat(64) },
  };
}

/** As the page of an entity mounts it. */
const Tab = () => (
  <Routes>
    <Route path="/incident/*" element={<IncidentTab />} />
  </Routes>
);

async function open(mayWrite = true) {
  renderInTestApp(
    <StylesProvider disableGeneration>
      {/* The answers of the permission API are kept by component. */}
      <EntityProvider
        entity={componentWith('production', mayWrite ? 'ours' : 'of-others')}
      >
        <Tab />
      </EntityProvider>
    </StylesProvider>,
    {
      apis: [
        [ideogramIncidentApiRef, api],
        [identityApiRef, mockApis.identity({ userEntityRef: USER })],
        permissionApi(mayWrite),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/incident/INC-17'],
    },
  );
  await pass(100);
  await pass(100);
}

const timeline = () => screen.getByRole('region', { name: 'Timeline' });
const entries = () =>
  within(within(timeline()).getByRole('list'))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const noteField = () => screen.getByLabelText('Add a note (Markdown works)');
const changes = () =>
  api.called('changeIncident').map(({ input }) => input.body);
const stale = (present: Incident) =>
  responseError(
    409,
    { name: 'ConflictError', message: 'INC-17 was changed in the meantime' },
    { incident: present },
  );

describe('the timeline', () => {
  it('tells what happened, newest first or oldest first', async () => {
    answer(incident({ severity: 'P2' }), [
      opened(),
      entry(2, 'status-changed', { from: 'investigating', to: 'identified' }),
      note(3, 'Support has **260** tickets', {
        occurredAt: '2026-11-23T13:30:00.000Z',
      }),
    ]);
    await open();
    expect(entries()).toEqual([
      expect.stringMatching(/changed the status from investigating/),
      expect.stringMatching(/opened the incident as a P2/),
      expect.stringMatching(
        /^13:30Note by jane\s*Support has 260 tickets\s*Recorded later, at 14:00/,
      ),
    ]);
    await user.click(button('Oldest first'));
    expect(entries()[0]).toMatch(/^13:30/);
  });

  it('shows a correction beside what it corrects', async () => {
    const wrong = note(2, 'Support has 260 tickets');
    answer(incident({ severity: 'P2' }), [
      opened(),
      wrong,
      entry(3, 'correction', {}, { text: '26, not 260', corrects: wrong.id }),
    ]);
    await open();
    expect(entries()[0]).toMatch(
      /Correction by jane\s*26, not 260\s*Corrects entry 2/,
    );
    expect(entries()[1]).toMatch(/Corrected by entry 3/);
  });

  it('leads to an operation', async () => {
    answer(incident(), [
      opened(),
      entry(2, 'operation-started', {
        id: 'op-1',
        action: 'restart',
        title: 'Restart',
        status: 'pending',
      }),
    ]);
    await open();
    expect(
      screen.getByRole('link', { name: 'Show the operation' }),
    ).toHaveAttribute('href', '/incident?target=production&operation=op-1');
  });

  it('asks for the incident again only where something happened', async () => {
    answer(incident({ severity: 'P2' }));
    await open();
    await pass(20_000);
    expect(api.called('incident')).toHaveLength(1);
    answer(incident({ severity: 'P2', status: 'identified', version: 2 }), [
      opened(),
      entry(2, 'status-changed', { from: 'investigating', to: 'identified' }),
    ]);
    await pass(10_000);
    expect(api.called('incident')).toHaveLength(2);
    expect(
      within(screen.getByRole('list', { name: 'Status' }))
        .getByText('Identified')
        .closest('li'),
    ).toHaveAttribute('aria-current', 'step');
  });

  it('asks twice as often for a P1', async () => {
    answer(incident({ severity: 'P1' }));
    await open();
    const before = api.called('timeline').length;
    await pass(10_000);
    expect(api.called('timeline')).toHaveLength(before + 2);
  });
});

describe('a note', () => {
  it('is added, once after a lost answer', async () => {
    answer(incident({ severity: 'P2' }));
    await open();
    await user.type(noteField(), 'Sales is told');
    await user.click(button('Add note'));
    api.called('addNote')[0].fail(await responseError(502));
    await pass(50);
    expect(screen.getByText(/never added twice/)).toBeInTheDocument();
    await user.click(button('Add note'));
    const [first, second] = api.called('addNote');
    expect(second.input.idempotencyKey).toBe(first.input.idempotencyKey);
    expect(second.input.body).toEqual({ text: 'Sales is told' });
    second.answer(note(2, 'Sales is told'));
    await pass(100);
    expect(noteField()).toHaveValue('');
  });

  it('keeps its draft across refreshes, a conflict and a reload', async () => {
    answer(incident({ severity: 'P2' }));
    await open();
    await user.type(noteField(), 'Sales is told');
    expect(
      screen.getByText(/Your draft is kept in this browser tab/),
    ).toBeInTheDocument();
    await pass(30_000);
    expect(noteField()).toHaveFocus();
    await user.click(button('Add note'));
    api.called('addNote')[0].fail(
      await responseError(409, {
        name: 'ConflictError',
        message: 'INC-17 was merged into INC-16: go there',
      }),
    );
    await pass(50);
    expect(
      screen.getByText(/merged into INC-16.*Your text is still here/),
    ).toBeInTheDocument();
    cleanup();
    await open();
    expect(noteField()).toHaveValue('Sales is told');
  });

  it('corrects another one', async () => {
    const wrong = note(2, 'Support has 260 tickets');
    answer(incident({ severity: 'P2' }), [opened(), wrong]);
    await open();
    await user.click(button('Correct entry 2'));
    const field = screen.getByLabelText('Correct entry 2 (Markdown works)');
    expect(field).toHaveFocus();
    await user.type(field, '26');
    await user.click(button('Add correction'));
    expect(api.called('addNote')[0].input.body).toEqual({
      text: '26',
      corrects: wrong.id,
    });
  });
});

describe('the next step', () => {
  it('is taken at once where nothing more has to be said', async () => {
    answer(incident({ severity: 'P2', version: 3 }));
    await open();
    await user.click(button('Move to monitoring'));
    expect(changes()).toEqual([{ version: 3, status: 'monitoring' }]);
    const moved = incident({
      severity: 'P2',
      status: 'monitoring',
      version: 4,
    });
    answer(moved);
    api.called('changeIncident')[0].answer(moved);
    await pass(50);
    expect(button('Resolve incident')).toBeInTheDocument();
  });

  it('asks for a reason where the rules do', async () => {
    answer(incident({ severity: 'P2', status: 'monitoring' }));
    await open();
    await user.click(button('Resolve incident'));
    api.called('changeIncident')[0].fail(
      await responseError(400, {
        name: 'InputError',
        message:
          'reason: is missing. The triage says P1. Say why it is resolved all the same.',
      }),
    );
    await pass(100);
    expect(dialog()).toHaveTextContent('Say why it is resolved all the same.');
    await user.type(inDialog().getByLabelText('Reason'), 'A false alarm');
    await user.click(inDialog().getByRole('button', { name: 'Save changes' }));
    expect(changes()[1]).toEqual({
      version: 1,
      status: 'resolved',
      reason: 'A false alarm',
    });
  });

  it('shows what somebody else has changed, and keeps what was entered', async () => {
    answer(incident({ severity: 'P2' }));
    await open();
    await user.click(button('Change incident'));
    const summary = inDialog().getByLabelText('Summary');
    await user.type(summary, 'The fallback serves users');
    await user.click(inDialog().getByRole('button', { name: 'Save changes' }));
    api
      .called('changeIncident')[0]
      .fail(await stale(incident({ severity: 'P1', version: 2 })));
    await pass(50);
    expect(dialog()).toHaveTextContent('Severity: now P1, before P2');
    expect(summary).toHaveValue('The fallback serves users');
    await user.click(inDialog().getByRole('button', { name: 'Save changes' }));
    expect(changes()[1]).toEqual({
      version: 2,
      summary: 'The fallback serves users',
    });
  });
});

it('gives a role to who takes it, and takes it back', async () => {
  answer(incident({ severity: 'P2' }));
  await open();
  await user.click(button('Take the role of incident commander'));
  expect(changes()).toEqual([{ version: 1, roles: { commander: USER } }]);
  const taken = incident({
    severity: 'P2',
    version: 2,
    acknowledgedAt: NOW,
    roles: { commander: USER, responders: [] },
  });
  answer(taken, [opened(), note(2, '')]);
  api.called('changeIncident')[0].answer(taken);
  await pass(50);
  await user.click(button('Give back the role of incident commander'));
  expect(changes()[1]).toEqual({ version: 2, roles: { commander: null } });
});

it('says where a merged one went', async () => {
  answer(incident({ status: 'resolved', mergedInto: 'INC-16' }));
  await open();
  expect(screen.getByRole('link', { name: 'INC-16' })).toHaveAttribute(
    'href',
    '/incident/INC-16',
  );
  expect(screen.queryByLabelText(/Add a note/)).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Open again/ })).toBeNull();
});

it('shows all to a viewer, who may not press', async () => {
  answer(incident());
  await open(false);
  for (const name of ['Acknowledge INC-17', 'Move to monitoring']) {
    expect(button(name)).toHaveAttribute('aria-disabled', 'true');
    expect(button(name)).toHaveAccessibleDescription(/Ask images-team/);
  }
  expect(screen.queryByLabelText(/Add a note/)).not.toBeInTheDocument();
});

it('says that there is none, or none that may be seen', async () => {
  const error = { name: 'NotFoundError', message: 'There is no incident' };
  api.answers.timeline = await responseError(404, error);
  renderInTestApp(
    <EntityProvider entity={componentWith('production')}>
      <Tab />
    </EntityProvider>,
    {
      apis: [[ideogramIncidentApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/incident/INC-17'],
    },
  );
  await pass(100);
  await pass(100);
  expect(
    screen.getByText('There is no incident INC-17 here'),
  ).toBeInTheDocument();
});
