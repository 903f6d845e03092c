import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { StylesProvider } from '@material-ui/core/styles';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { dialog, inDialog, pass } from '../../../../__testUtils__/incidentTab';
import { ideogramIncidentApiRef } from '../../../../api';
import { IncidentTab } from '../../../../tab/IncidentTab';
import { componentWith } from '../../../../testing/entity';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import { action, actionList, operation } from '../../../../testing/operations';
import { healthyReadings } from '../../../../testing/readings';
import { responseError } from '../../../../testing/responseError';
import { triageOf } from '../../../../testing/triages';

jest.mock('../../../triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

jest.setTimeout(30_000);

const NOW = new Date('2026-11-25T14:00:00.000Z');
const EXPIRES = new Date(NOW.getTime() + 20 * 60_000).toISOString();

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  // jsdom lays nothing out, so it can't scroll.
  Element.prototype.scrollIntoView = () => {};
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
  api = new MockIncidentApi();
  api.answers.targets = {
    targets: [
      { name: 'production', title: 'Production', links: [] },
      { name: 'staging', title: 'Staging', links: [] },
    ],
    undefinedTargets: [],
  };
  delete api.answers.actions;
});

afterEach(() => {
  jest.useRealTimers();
});

async function open() {
  renderInTestApp(
    // jsdom matches each rule with each element that a query looks at.
    <StylesProvider disableGeneration>
      <EntityProvider entity={componentWith('production,staging')}>
        <IncidentTab />
      </EntityProvider>
    </StylesProvider>,
    {
      apis: [[ideogramIncidentApiRef, api]],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: ['/?target=production&operation=one'],
    },
  );
  await pass(100);
  api
    .triageStream('production')
    .triage(triageOf(healthyReadings(NOW.toISOString())));
  await pass(50);
}

/** Each target may do what it says in its plan, on another deployment. */
async function answerActions() {
  for (const call of api.called('actions')) {
    const { target = '' } = call.input.query ?? {};
    call.answer(
      actionList(
        [action('scale-out', { plan: [`Scales ${target} from 1 to 2 pods.`] })],
        { target, deploymentHash: `of ${target}` },
      ),
    );
  }
  await pass(50);
}

async function arrive(changes: Parameters<typeof operation>[2] = {}) {
  const one = operation('one', NOW.toISOString(), {
    target: 'staging',
    action: 'scale-out',
    title: 'Scale out',
    steps: [],
    rollout: undefined,
    ...changes,
  });
  await act(async () => {
    api.operationStream('one').operation(one);
    await jest.advanceTimersByTimeAsync(50);
  });
  await answerActions();
}

const waiting = {
  status: 'awaiting-approval',
  approval: { expiresAt: EXPIRES, deploymentHash: 'of staging' },
} as const;

describe('an operation of another target than the tab shows', () => {
  it('is shown with its own target, and what is live of that', async () => {
    await open();
    await arrive(waiting);
    expect(dialog()).toHaveTextContent(/Staging, asked for at/);
    expect(dialog()).toHaveTextContent('Scales staging from 1 to 2 pods.');
    expect(dialog()).not.toHaveTextContent('Scales production');
    expect(dialog()).not.toHaveTextContent('The deployment has changed');
  });

  it('is told to have been overtaken by its own deployment alone', async () => {
    await open();
    await arrive({
      ...waiting,
      approval: { expiresAt: EXPIRES, deploymentHash: 'of production' },
    });
    expect(dialog()).toHaveTextContent('The deployment has changed');
  });

  it('leads to its target, and stays open there', async () => {
    await open();
    await arrive(waiting);
    await user.click(inDialog().getByRole('button', { name: 'Open Staging' }));
    await pass(100);
    expect(api.triageStream('staging').target).toBe('staging');
    expect(dialog()).toHaveTextContent(/Staging, asked for at/);
  });

  it('is approved, and does not get among the ones of the target that is shown', async () => {
    await open();
    await arrive(waiting);
    await user.click(
      inDialog().getByRole('button', { name: 'Approve: Scale out' }),
    );
    const [approved] = api.called('approveOperation');
    expect(approved.input).toEqual({ params: { id: 'one' }, body: {} });
    const running = { target: 'staging', action: 'scale-out' };
    await act(async () => {
      approved.answer(operation('one', NOW.toISOString(), running));
      await jest.advanceTimersByTimeAsync(50);
    });
    await arrive({ status: 'running' });
    expect(dialog()).toHaveTextContent(/Staging, started .*Running, 0\ss/);
    expect(
      screen.queryByRole('list', { name: 'Operations', hidden: true }),
    ).toBeNull();
  });

  it('is not begun anew on the target that is shown', async () => {
    await open();
    await arrive({ status: 'failed', finishedAt: NOW.toISOString() });
    expect(dialog()).toHaveAccessibleName('Scale out: failed');
    expect(inDialog().queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});

it('says that there is no operation of such a name, and offers no second try', async () => {
  await open();
  await answerActions();
  const invalid = await responseError(400, {
    name: 'InputError',
    message: 'id: must be the id of an operation',
  });
  await act(async () => {
    api.operationStream('one').fail(invalid);
    await jest.advanceTimersByTimeAsync(50);
  });
  expect(dialog()).toHaveAccessibleName('There is no such operation');
  expect(inDialog().queryByRole('button', { name: 'Try again' })).toBeNull();
});
