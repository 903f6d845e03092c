import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { act, screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityIncidentCard,
  EntityIncidentContent,
  isIncidentAvailable,
} from '.';
import { ideogramIncidentApiRef } from './api';
import { componentWith } from './testing/entity';
import { MockIncidentApi } from './testing/MockIncidentApi';
import { healthyReadings } from './testing/readings';
import { triageOf } from './testing/triages';

jest.mock('./features/triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

const LAZY = { timeout: 20_000 };

async function open(element: JSX.Element) {
  const api = new MockIncidentApi();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [ideogramIncidentApiRef, api],
        [mockApis.permission.factory().api, mockApis.permission()],
      ]}
    >
      <EntityProvider entity={componentWith('production')}>
        <Routes>
          <Route path="/incident/*" element={element} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
    {
      routeEntries: ['/incident'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
    },
  );
  return api;
}

const healthy = () => triageOf(healthyReadings(new Date().toISOString()));

it('has the tab for the classic frontend system', async () => {
  const api = await open(<EntityIncidentContent />);
  await screen.findByText('Reading Production', undefined, LAZY);
  await act(async () => api.triageStream().triage(healthy()));
  expect(
    await screen.findByRole('heading', { name: 'All is well. Nothing to do.' }),
  ).toBeInTheDocument();
}, 30_000);

it('has the card for the classic frontend system', async () => {
  const api = await open(<EntityIncidentCard />);
  await screen.findByText('Production', undefined, LAZY);
  await act(async () => api.triageStream().triage(healthy()));
  expect(await screen.findByText('Healthy')).toBeInTheDocument();
}, 30_000);

it.each([
  ['production', true],
  [' ', false],
  [undefined, false],
])('is available with the annotation %j: %s', (targets, available) => {
  expect(isIncidentAvailable(componentWith(targets))).toBe(available);
});
