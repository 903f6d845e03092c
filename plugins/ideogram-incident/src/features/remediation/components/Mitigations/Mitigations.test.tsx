import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Mitigation } from 'backstage-plugin-ideogram-incident-common';
import { dialog, openTab } from '../../../../__testUtils__/incidentTab';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import { action, actionList } from '../../../../testing/operations';
import {
  healthyReadings,
  vendorOutageReadings,
} from '../../../../testing/readings';

jest.mock('../../../triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

jest.setTimeout(30_000);

const NOW = new Date('2026-11-25T14:00:00.000Z');

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});

afterEach(() => {
  jest.useRealTimers();
});

async function open(mitigation: Partial<Mitigation>, revert = {}) {
  api.answers.actions = actionList([
    action('enable-fallback', {
      mitigation: {
        inForce: true,
        before: 'IDEOGRAM_FALLBACK was not set.',
        revertedBy: 'disable-fallback',
        ...mitigation,
      },
    }),
    action('disable-fallback', revert),
  ]);
  await openTab(api, healthyReadings(NOW.toISOString()));
}

const inForce = () =>
  screen.getByRole('region', { name: 'Mitigations in force' });

it('says since when, by whom, why, and what stood there before', async () => {
  await open({
    since: '2026-11-25T13:32:00.000Z',
    by: 'user:default/responder',
    reason: 'Outage.',
  });
  expect(inForce()).toHaveTextContent(
    /Fallback, on for 28\smin.*By responder: Outage\..*Before: IDEOGRAM_FALLBACK was not set\./,
  );
  expect(inForce()).not.toHaveTextContent('No longer needed');
});

it('says what is not known of it, and that its reason is gone', async () => {
  await open({ reasonGone: true });
  expect(inForce()).toHaveTextContent('since when is not known');
  expect(inForce()).toHaveTextContent('Set outside of the portal.');
  expect(inForce()).toHaveTextContent('No longer needed');
});

it('is reverted by the action that it names', async () => {
  await open({});
  await user.click(
    within(inForce()).getByRole('button', { name: 'Disable fallback' }),
  );
  expect(dialog()).toHaveAccessibleName('Disable fallback');
});

it('says why it can not be reverted', async () => {
  await open(
    {},
    {
      allowed: false,
      refusals: [{ by: 'permission', reason: 'Ask its owners.' }],
    },
  );
  expect(
    within(inForce()).getByRole('button', { name: 'Disable fallback' }),
  ).toHaveAccessibleDescription(
    'You may not press the buttons with a lock. Ask images-team.',
  );
});

it('is not there where nothing is in force', async () => {
  await open({ inForce: false });
  expect(
    screen.queryByRole('region', { name: 'Mitigations in force' }),
  ).toBeNull();
});

it.each([false, true])(
  'is reverted in one place as long as it is needed: %s',
  async reasonGone => {
    api.answers.actions = actionList([
      action('enable-fallback', {
        mitigation: {
          inForce: true,
          before: 'IDEOGRAM_FALLBACK was not set.',
          revertedBy: 'disable-fallback',
          reasonGone,
        },
      }),
      action('disable-fallback'),
    ]);
    await openTab(api, vendorOutageReadings(NOW.toISOString()));
    const buttons = screen.getAllByRole('button', { name: 'Disable fallback' });
    expect(buttons).toHaveLength(reasonGone ? 2 : 1);
    expect(inForce()).toContainElement(
      within(inForce()).getByRole('button', { name: 'Disable fallback' }),
    );
  },
);
