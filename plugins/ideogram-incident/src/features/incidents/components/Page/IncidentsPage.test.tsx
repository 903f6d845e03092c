import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { StylesProvider } from '@material-ui/core/styles';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { pass } from '../../../../__testUtils__/incidentTab';
import { ideogramIncidentApiRef } from '../../../../api';
import { incident } from '../../../../testing/incidents';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import { responseError } from '../../../../testing/responseError';
import { IncidentsPageContent } from './IncidentsPage';

jest.setTimeout(60_000);

const NOW = '2026-11-23T14:00:00.000Z';
const MINUTE = 60_000;
const ago = (minutes: number) =>
  new Date(Date.parse(NOW) - minutes * MINUTE).toISOString();

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(NOW) });
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});
afterEach(() => jest.useRealTimers());

async function open(address = '/') {
  renderInTestApp(
    <StylesProvider disableGeneration>
      <IncidentsPageContent />
    </StylesProvider>,
    {
      apis: [[ideogramIncidentApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [address],
    },
  );
  await pass(100);
}

const asked = () => api.called('incidents').map(({ input }) => input.query);
const one = (number: number, differs: Parameters<typeof incident>[0] = {}) =>
  incident({ id: `id-${number}`, number: `INC-${number}`, ...differs });
const openOnes = () =>
  within(screen.getByRole('region', { name: 'Open' }))
    .getAllByRole('link', { name: /^INC-/ })
    .map(({ textContent }) => textContent);

it('has overdue ones first, then the most severe, and drills last', async () => {
  api.answers.incidents = {
    incidents: [
      one(4, { drill: true }),
      one(3, { severity: 'P1' }),
      one(2, { severity: 'P2', openedAt: ago(5), respondBy: ago(1) }),
      one(1, { severity: 'P3' }),
    ],
  };
  await open('/?state=open');
  expect(openOnes()).toEqual(['INC-2', 'INC-3', 'INC-1', 'INC-4']);
  expect(screen.getByText(/Overdue by 1\smin/)).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'INC-2' })).toHaveAttribute(
    'href',
    '/catalog/default/component/ideogram-integration/incident/INC-2',
  );
});

it('tells how long it took, and never makes up what is not known', async () => {
  api.answers.incidents = {
    incidents: [
      one(9, {
        status: 'resolved',
        startedAt: ago(64),
        openedAt: ago(60),
        acknowledgedAt: ago(57),
        resolvedAt: ago(0),
      }),
      one(8, { status: 'resolved', mergedInto: 'INC-9' }),
    ],
  };
  await open('/?state=resolved');
  const [, first, second] = screen.getAllByRole('row');
  expect(first).toHaveTextContent(/INC-9.*1\sh 4\smin3\sminNot known$/);
  expect(second).toHaveTextContent(/INC-8.*Merged into INC-9$/);
});

it('asks for what the address and the fields say', async () => {
  await open('/?state=open&severity=P2&component=component:default/a');
  expect(asked()).toContainEqual({
    status: 'open',
    limit: '100',
    severity: 'P2',
    entityRef: 'component:default/a',
  });
  await user.type(screen.getByLabelText('Number, title or summary'), 'posters');
  await pass(500);
  expect(asked().at(-1)).toMatchObject({ q: 'posters', severity: 'P2' });
});

it('says that none are kept, and that they can’t be read', async () => {
  const error = { name: 'NotFoundError', message: 'Off' };
  api.answers.incidents = await responseError(404, error);
  await open('/?state=open');
  expect(
    screen.getByText('This portal keeps no incidents.'),
  ).toBeInTheDocument();
  api.answers.incidents = await responseError(503);
  await pass(10_000);
  expect(screen.getByText(/^The incidents can’t be read/)).toBeInTheDocument();
  expect(screen.queryByText(/^No incident that you may see/)).toBeNull();
});
