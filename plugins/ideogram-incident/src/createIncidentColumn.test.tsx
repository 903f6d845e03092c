import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { CatalogTableColumnsFunc } from '@backstage/plugin-catalog';
import { act, screen } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import { ideogramIncidentApiRef } from './api';
import { createIncidentColumn } from './createIncidentColumn';
import { componentWith } from './testing/entity';
import { MockIncidentApi } from './testing/MockIncidentApi';
import { healthyReadings, vendorOutageReadings } from './testing/readings';
import { responseError } from './testing/responseError';
import { triageOf } from './testing/triages';

const AT = '2026-11-23T14:00:00.000Z';

async function show(api: MockIncidentApi, entity: Entity) {
  const { render } = createIncidentColumn<{ entity: Entity }>();
  renderInTestApp(<div data-testid="cell">{render?.({ entity }, 'row')}</div>, {
    apis: [[ideogramIncidentApiRef, api]],
  });
  await act(() => new Promise(resolve => setTimeout(resolve, 50)));
}

it('fits into the table of the catalog', () => {
  const columns: CatalogTableColumnsFunc = () => [
    createIncidentColumn({ title: 'Images' }),
  ];
  expect(columns({} as Parameters<typeof columns>[0])[0].title).toBe('Images');
});

it('shows the worst of the targets', async () => {
  const api = new MockIncidentApi();
  await show(api, componentWith('production, staging'));
  const [production, staging] = api.called('triage');
  production.answer(triageOf(healthyReadings(AT)));
  staging.answer(triageOf(vendorOutageReadings(AT)));
  expect(await screen.findByText('P1')).toBeInTheDocument();
});

it('is not calm about what can not be read', async () => {
  const api = new MockIncidentApi();
  await show(api, componentWith('production, staging'));
  const [production, staging] = api.called('triage');
  production.answer(triageOf(healthyReadings(AT)));
  staging.fail(await responseError(503, { name: 'Error', message: 'No' }));
  expect(await screen.findByText('Unknown')).toBeInTheDocument();
  expect(
    screen.getByTitle('State not known. Open the Incident tab to see why.'),
  ).toBeInTheDocument();
});

it('asks nothing about a component without targets', async () => {
  const api = new MockIncidentApi();
  await show(api, componentWith(undefined));
  expect(api.called('triage')).toEqual([]);
  expect(screen.getByTestId('cell')).toBeEmptyDOMElement();
});
