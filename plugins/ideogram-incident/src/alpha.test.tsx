import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import type { Entity } from '@backstage/catalog-model';
import plugin from './alpha';
import { ideogramIncidentApiRef } from './api';
import { componentWith } from './testing/entity';
import { MockIncidentApi } from './testing/MockIncidentApi';
import { healthyReadings } from './testing/readings';
import { triageOf } from './testing/triages';

jest.mock('./features/triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

const LAZY = { timeout: 20_000 };

const CONTENT = plugin.getExtension(
  'entity-content:ideogram-incident/incident',
);
const CARD = plugin.getExtension('entity-card:ideogram-incident/overview');

function open(extension: typeof CONTENT | typeof CARD, entity: Entity) {
  const api = new MockIncidentApi();
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), extension],
    apis: [[ideogramIncidentApiRef, api]],
  });
  return api;
}

const healthy = () => triageOf(healthyReadings(new Date().toISOString()));

it('has the tab for the new frontend system', async () => {
  const api = open(CONTENT, componentWith('production'));
  await screen.findByText('Reading Production', undefined, LAZY);
  await act(async () => api.triageStream().triage(healthy()));
  expect(
    await screen.findByRole('heading', { name: 'All is well. Nothing to do.' }),
  ).toBeInTheDocument();
}, 30_000);

it('has the tab for components without the annotation too', async () => {
  open(CONTENT, componentWith(undefined));
  expect(
    await screen.findByText('This component names no target', undefined, LAZY),
  ).toBeInTheDocument();
}, 30_000);

it('has the card for the new frontend system', async () => {
  const api = open(CARD, componentWith('production'));
  await screen.findByText('Production', undefined, LAZY);
  await act(async () => api.triageStream().triage(healthy()));
  expect(await screen.findByText('Healthy')).toBeInTheDocument();
}, 30_000);
