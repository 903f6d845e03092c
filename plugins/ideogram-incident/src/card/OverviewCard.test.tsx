import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { act, screen, within } from '@testing-library/react';
import { ideogramIncidentApiRef } from '../api';
import { incidentTabRouteRef } from '../routes';
import { componentWith } from '../testing/entity';
import { incident } from '../testing/incidents';
import { MockIncidentApi } from '../testing/MockIncidentApi';
import { action, actionList } from '../testing/operations';
import { healthyReadings, vendorOutageReadings } from '../testing/readings';
import { responseError } from '../testing/responseError';
import { triageOf } from '../testing/triages';
import { OverviewCard } from './OverviewCard';

let api: MockIncidentApi;

beforeEach(() => {
  api = new MockIncidentApi();
  api.answers.targets = {
    targets: ['production', 'staging', 'canary'].map(name => ({
      name,
      title: name.toLocaleUpperCase('en-US'),
      links: [],
    })),
    undefinedTargets: ['prod'],
  };
});

async function open(withTab = true) {
  renderInTestApp(
    <EntityProvider entity={componentWith('production, staging, prod, canary')}>
      <OverviewCard />
    </EntityProvider>,
    {
      apis: [[ideogramIncidentApiRef, api]],
      mountedRoutes: withTab ? { '/incident': incidentTabRouteRef } : {},
    },
  );
  await screen.findByText('PRODUCTION');
}

const answer = (target: string, readings = healthyReadings) =>
  act(async () =>
    api
      .triageStream(target)
      .triage(triageOf(readings(new Date().toISOString()), { target })),
  );

const fail = (target: string, error: unknown) =>
  act(async () => api.triageStream(target).fail(error));

const rows = () =>
  within(screen.getByRole('list'))
    .getAllByRole('listitem')
    .map(row => row.textContent);

it('has the worst first, and all that are healthy in one line', async () => {
  await open();
  await answer('production');
  await answer('canary');
  await answer('staging', vendorOutageReadings);
  await screen.findByText('Ideogram is down. Enable fallback and wait.');
  await screen.findByText('Healthy');
  expect(rows()).toEqual([
    expect.stringMatching(/^P1Ideogram is down.*STAGING/),
    expect.stringMatching(/^HealthyPRODUCTION, CANARY/),
    'prod: Not defined by the operator',
  ]);
});

it('links to the tab of the target', async () => {
  await open();
  await answer('staging', vendorOutageReadings);
  await screen.findByText(/Ideogram is down/);
  expect(
    screen.getByRole('link', { name: 'Open Incident tab of STAGING' }),
  ).toHaveAttribute('href', '/incident?target=staging');
});

it('has no link where the tab is not installed', async () => {
  await open(false);
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
});

it('says what could not be read, never that it is healthy', async () => {
  await open();
  await fail('production', new TypeError('Failed to fetch'));
  await fail(
    'canary',
    await responseError(403, { name: 'NotAllowedError', message: '' }),
  );
  expect(
    await screen.findByText(
      'State not known. Open the Incident tab to see why.',
    ),
  ).toBeInTheDocument();
  expect(
    await screen.findByText(
      'You may not see this. The Incident tab says whom to ask.',
    ),
  ).toBeInTheDocument();
  expect(screen.queryByText('Healthy')).not.toBeInTheDocument();
});

it('has the mitigations of all targets in one line', async () => {
  api.answers.actions = actionList([
    action('enable-fallback', {
      mitigation: {
        inForce: true,
        reasonGone: true,
        before: 'It was not set.',
        revertedBy: 'disable-fallback',
      },
    }),
  ]);
  await open();
  expect(
    await screen.findByText(
      /^In force: Fallback on PRODUCTION \(its reason is gone\), Fallback on STAGING/,
    ),
  ).toBeInTheDocument();
});

it('has each incident that is open in one line', async () => {
  api.answers.incidents = { incidents: [incident()] };
  await open();
  const line = await screen.findByText(/^P1/);
  expect(line).toHaveTextContent(
    'P1 INC-17 is open: Production: Ideogram is down. Investigating.',
  );
  expect(within(line).getByRole('link')).toHaveAttribute(
    'href',
    '/incident/INC-17',
  );
});
