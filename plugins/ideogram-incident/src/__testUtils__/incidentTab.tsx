import { identityApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { StylesProvider } from '@material-ui/core/styles';
import { act, screen, within } from '@testing-library/react';
import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../api';
import { IncidentTab } from '../tab/IncidentTab';
import { componentWith } from '../testing/entity';
import type { MockIncidentApi } from '../testing/MockIncidentApi';
import { triageOf } from '../testing/triages';

/** Who looks at the tab. */
export const USER = 'user:default/jane';

/** Lets time pass, and what happens meanwhile be drawn. */
export const pass = (ms: number) =>
  act(() => jest.advanceTimersByTimeAsync(ms));

/** Draws the Incident tab; its first triage has these readings. */
export async function openTab(
  api: MockIncidentApi,
  readings: Reading[],
  options: {
    styled?: boolean;
    /** The name of the component. */
    component?: string;
    apis?: NonNullable<Parameters<typeof renderInTestApp>[1]>['apis'];
  } & Parameters<typeof triageOf>[1] = {},
) {
  // jsdom lays nothing out, so it can't scroll.
  Element.prototype.scrollIntoView = () => {};
  renderInTestApp(
    // jsdom matches each rule with each element that a query looks at.
    <StylesProvider disableGeneration={!options.styled}>
      <EntityProvider entity={componentWith('production', options.component)}>
        <IncidentTab />
      </EntityProvider>
    </StylesProvider>,
    {
      apis: [
        [ideogramIncidentApiRef, api],
        [identityApiRef, mockApis.identity({ userEntityRef: USER })],
        ...(options.apis ?? []),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
  await pass(100);
  api.triageStream().triage(triageOf(readings, options));
  await pass(50);
}

export const button = (name: string | RegExp) =>
  screen.getByRole('button', { name });

export const dialog = () => screen.getByRole('dialog');

export const inDialog = () => within(dialog());

/** All that a screen reader is told, politely or at once. */
export function heard(): string {
  return Array.from(
    document.querySelectorAll('[aria-live=polite], [role=alert]'),
    ({ textContent }) => textContent,
  ).join(' ');
}
