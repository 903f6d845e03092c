import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Outage } from 'backstage-plugin-ideogram-incident-common';
import { openTab, pass } from '../../__testUtils__/incidentTab';
import { MockIncidentApi } from '../../testing/MockIncidentApi';
import { action, actionList, operation } from '../../testing/operations';
import { healthyReadings, vendorOutageReadings } from '../../testing/readings';

// Drawn on a canvas, which jsdom has not; they have tests of their own.
jest.mock('../../features/triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

jest.setTimeout(30_000);

const NOW = new Date('2026-11-23T14:28:00.000Z');
const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const TITLE = /After the outage|Still to do/;

const outage: Outage = {
  level: 'P1',
  errorClass: 'vendor-fault',
  since: at('13:52'),
  lastSeenAt: at('14:09'),
  until: at('14:10'),
};

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  localStorage.clear();
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});

afterEach(() => {
  jest.useRealTimers();
});

const open = async (lastOutage?: Outage) => {
  await openTab(api, healthyReadings(NOW.toISOString()), { lastOutage });
  await pass(50);
};
const region = () => screen.getByRole('region', { name: TITLE });
const absent = () => screen.queryByRole('region', { name: TITLE }) === null;

it.each<[string, Partial<Outage>, RegExp]>([
  [
    'what was',
    {},
    /P1 from \d\d:52 to \d\d:10, vendor fault, ended by itself, 18\smin ago\./,
  ],
  [
    'that it may have begun earlier',
    { since: undefined, seenSince: at('13:52') },
    /P1 from \d\d:52 or earlier to \d\d:10, vendor fault/,
  ],
  [
    'that it is not known when it ended',
    { until: undefined },
    /P1 from \d\d:52, vendor fault, last seen at \d\d:09, 19\smin ago\. When it ended is not known\./,
  ],
  [
    'nothing of a class where there was none',
    { errorClass: 'none' },
    /P1 from \d\d:52 to \d\d:10, ended without an action from this tab/,
  ],
])('says %s', async (_, changes, text) => {
  await open({ ...outage, ...changes });
  expect(region()).toHaveTextContent(text);
});

it('says what was done before it ended', async () => {
  api.answers.operations = {
    operations: [
      operation('op', at('13:58'), {
        status: 'succeeded',
        finishedAt: at('14:01'),
      }),
    ],
  };
  await open(outage);
  expect(region()).toHaveTextContent(
    'ended after “Enable fallback” by responder',
  );
});

it('is silent where nothing was, and while users are hit', async () => {
  await open();
  expect(absent()).toBe(true);
  cleanup();
  await openTab(api, vendorOutageReadings(NOW.toISOString()), {
    lastOutage: outage,
  });
  expect(absent()).toBe(true);
});

it('stays dismissed after a reload, until the next outage', async () => {
  await open(outage);
  await user.click(within(region()).getByRole('button', { name: 'Dismiss' }));
  expect(absent()).toBe(true);
  cleanup();
  await open(outage);
  expect(absent()).toBe(true);
  cleanup();
  await open({ ...outage, until: at('14:29'), lastSeenAt: at('14:29') });
  expect(region()).toBeInTheDocument();
});

it('reminds of the old key until it is revoked', async () => {
  api.answers.operations = {
    operations: [
      operation('op', at('14:00'), {
        action: 'rotate-credential',
        status: 'succeeded',
        finishedAt: at('14:05'),
      }),
    ],
  };
  await open();
  expect(region()).toHaveTextContent(
    /Revoke the old key at Ideogram\. It was replaced at \d\d:05\./,
  );
  await user.click(
    within(region()).getByRole('button', { name: 'Mark as revoked' }),
  );
  expect(absent()).toBe(true);
  cleanup();
  await open();
  expect(absent()).toBe(true);
});

it('reminds of what is still on', async () => {
  api.answers.actions = actionList([
    action('enable-fallback', {
      mitigation: {
        inForce: true,
        before: 'Not set.',
        revertedBy: 'disable-fallback',
      },
    }),
  ]);
  await open(outage);
  expect(region()).toHaveTextContent('Fallback is still on.');
});
