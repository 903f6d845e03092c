import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Reading,
  WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { reading } from '../../../../testing/readings';
import { ReadingBody } from './ReadingBody';
import { WorkloadBody } from './WorkloadBody';

const SAID = 'ErrImagePull: failed to pull and unpack image "app:2": not found';

const details: WorkloadDetails = {
  namespace: 'default',
  deployment: 'app',
  desired: 2,
  updated: 2,
  available: 1,
  restarts: 0,
  pods: [
    {
      name: 'app-1',
      ready: false,
      restarts: 0,
      trouble: 'image-pull',
      message: SAID,
    },
    { name: 'app-2', ready: true, restarts: 0 },
  ],
};

it("says what ails a pod in our words, and the cluster's own only when asked", async () => {
  await renderInTestApp(<WorkloadBody details={details} />);
  expect(screen.getByText('app-1: can’t pull its image')).toBeVisible();
  expect(screen.getByText(`app-1: ${SAID}`)).not.toBeVisible();
  await userEvent.click(screen.getByText('What Kubernetes says'));
  expect(screen.getByText(`app-1: ${SAID}`)).toBeVisible();
});

it('has nothing to open where the cluster says nothing', async () => {
  const pods = details.pods.map(({ message, ...pod }) => pod);
  await renderInTestApp(<WorkloadBody details={{ ...details, pods }} />);
  expect(screen.queryByText('What Kubernetes says')).toBeNull();
});

it('stays open with the next reading', async () => {
  const at = (second: number): Reading =>
    reading(
      `2026-11-23T14:02:${second}.000Z`,
      'workload',
      'degraded',
      '1 of 2 pods available',
      details,
    );
  const { rerender } = await renderInTestApp(<ReadingBody reading={at(10)} />);
  await userEvent.click(screen.getByText('What Kubernetes says'));
  rerender(<ReadingBody reading={at(20)} />);
  expect(screen.getByText(`app-1: ${SAID}`)).toBeVisible();
});
