import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  button,
  dialog,
  inDialog,
  openTab,
  pass,
} from '../../../../__testUtils__/incidentTab';
import { incident } from '../../../../testing/incidents';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import { permissionApi } from '../../../../__testUtils__/permissions';
import { vendorOutageReadings } from '../../../../testing/readings';
import { responseError } from '../../../../testing/responseError';

jest.mock('../../../triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

jest.setTimeout(60_000);

const NOW = '2026-11-23T14:00:00.000Z';

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(NOW) });
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});
afterEach(() => jest.useRealTimers());

const open = (options: Parameters<typeof openTab>[2] = {}) =>
  openTab(api, vendorOutageReadings(new Date().toISOString()), options);
// The answers of the permission API are kept by component.
const viewer = {
  component: 'of-others',
  apis: [permissionApi(false)],
};
const strip = () => screen.getByRole('region', { name: 'Running incident' });

it('counts down to the response, says by how much it is late, and acknowledges', async () => {
  api.answers.incidents = {
    incidents: [
      incident({ roles: { commander: 'user:default/jane', responders: [] } }),
    ],
  };
  await open();
  expect(strip()).toHaveTextContent(/P1.*INC-17.*Investigating/);
  expect(strip()).toHaveTextContent(/Commander\s*jane/);
  expect(strip()).toHaveTextContent('Response due in, until 14:1515:00');
  // The verdict has none of its own beside it.
  expect(screen.getAllByRole('timer')).toHaveLength(1);
  await pass(18 * 60_000);
  expect(strip()).toHaveTextContent('Overdue by 3 min');

  await user.click(button('Acknowledge INC-17'));
  const [call] = api.called('acknowledgeIncident');
  expect(call.input.params).toEqual({ id: incident().id });
  api.answers.incidents = await responseError(503);
  call.answer(
    incident({ openedAt: NOW, acknowledgedAt: new Date().toISOString() }),
  );
  await pass(100);
  expect(strip()).toHaveTextContent('After 18 min, 3 min late');
  expect(
    screen.queryByRole('button', { name: /Acknowledge/ }),
  ).not.toBeInTheDocument();
});

it('says where the acknowledgement was lost, and keeps its button', async () => {
  api.answers.incidents = { incidents: [incident()] };
  await open();
  await user.click(button('Acknowledge INC-17'));
  api.called('acknowledgeIncident')[0].fail(new TypeError('Failed to fetch'));
  await pass(50);
  expect(screen.getByText(/^The answer was lost/)).toBeInTheDocument();
  expect(button('Acknowledge INC-17')).not.toHaveAttribute('aria-disabled');
});

it('has the most urgent first, drills last, and names the others', async () => {
  const one = (number: string, differs: Parameters<typeof incident>[0]) =>
    incident({
      id: `00000000-0000-4000-8000-0000000000${number}`,
      number: `INC-${number}`,
      ...differs,
    });
  api.answers.incidents = {
    incidents: [
      one('20', { severity: 'P1', drill: true }),
      one('19', { severity: 'P2' }),
      one('18', { severity: 'P1' }),
    ],
  };
  await open();
  expect(strip()).toHaveTextContent(/^P1\s*INC-18.*Also open: INC-19, INC-20$/);
});

it('shows an incident to a viewer, who may not press', async () => {
  api.answers.incidents = { incidents: [incident()] };
  await open(viewer);
  const acknowledge = button('Acknowledge INC-17');
  expect(acknowledge).toHaveAttribute('aria-disabled', 'true');
  expect(acknowledge).toHaveAccessibleDescription(
    /You may look, but not change incidents here. Ask images-team/,
  );
  await user.click(acknowledge);
  expect(api.called('acknowledgeIncident')).toEqual([]);
});

it('says why a viewer may not open an incident', async () => {
  await open(viewer);
  expect(button('Open incident')).toHaveAccessibleDescription(
    /You may not open an incident here. Ask images-team/,
  );
});

it.each([
  ['incidents are off', 404, { name: 'NotFoundError', message: 'Off' }],
  ['the backend is older', 404, undefined],
])('is as it was where %s', async (_, status, error) => {
  api.answers.incidents = await responseError(status, error);
  await open();
  expect(screen.queryByText(/incident is open/)).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Open incident' })).toBeNull();
});

it('never says that none is open where that can’t be read', async () => {
  api.answers.incidents = await responseError(503);
  await open();
  expect(
    screen.getByText(/^Whether an incident is open can’t be read/),
  ).toBeInTheDocument();
  api.answers.incidents = { incidents: [incident()] };
  await pass(10_000);
  expect(strip()).toBeInTheDocument();
});

describe('opening one', () => {
  const openDialog = async () => {
    await open();
    await user.click(button('Open incident'));
    await pass(100);
  };
  const send = (name = 'Open incident') =>
    user.click(inDialog().getByRole('button', { name }));

  it('begins with what the triage says', async () => {
    await openDialog();
    expect(inDialog().getByLabelText('What is wrong')).toHaveValue(
      'Production: Ideogram is down',
    );
    await send();
    const [{ input }] = api.called('openIncident');
    expect(input.body).toEqual({
      entityRef: 'component:default/ideogram-integration',
      target: 'production',
      title: 'Production: Ideogram is down',
    });
  });

  it('needs a sentence, and a start that is not yet to come', async () => {
    await openDialog();
    const title = inDialog().getByLabelText('What is wrong');
    await user.clear(title);
    await send();
    expect(api.called('openIncident')).toEqual([]);
    expect(dialog()).toHaveTextContent('Still needed: what is wrong.');
  });

  it('tries again with the same key after a lost answer', async () => {
    await openDialog();
    await user.click(inDialog().getByLabelText('This is a drill'));
    await send();
    api.called('openIncident')[0].fail(new TypeError('Failed to fetch'));
    await pass(50);
    expect(dialog()).toHaveTextContent('the same request never opens two');
    await send('Try again');
    const [first, second] = api.called('openIncident');
    expect(second.input.idempotencyKey).toBe(first.input.idempotencyKey);
    expect(second.input.body.drill).toBe(true);
  });

  it('says which one is open already, and opens another one beside it', async () => {
    await openDialog();
    await send();
    api
      .called('openIncident')[0]
      .fail(
        await responseError(
          409,
          { name: 'ConflictError', message: 'INC-17 is open' },
          { incident: incident() },
        ),
      );
    await pass(50);
    expect(dialog()).toHaveTextContent('INC-17 is open already');
    expect(
      inDialog().getByRole('link', { name: 'Go to INC-17' }),
    ).toHaveAttribute('href', '/INC-17');
    await send('Open another one beside it');
    expect(api.called('openIncident')[1].input.body.separate).toBe(true);
  });
});
