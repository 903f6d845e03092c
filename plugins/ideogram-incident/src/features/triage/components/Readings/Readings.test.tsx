import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  healthyReadings,
  reading,
  withChanges,
} from '../../../../testing/readings';
import { Readings } from './Readings';

const AT = '2026-11-23T14:00:00.000Z';

const draw = (readings = healthyReadings(AT)) =>
  renderInTestApp(
    <Readings
      readings={readings.map(one => ({ reading: one }))}
      problems={[]}
      loading={false}
    />,
  );

it('says beside a good latency that it is that of errors', async () => {
  await draw(
    withChanges(healthyReadings(AT), [
      reading(AT, 'error-rate', 'failing', '100% of 3 requests/s fail'),
    ]),
  );
  expect(
    screen
      .getAllByRole('listitem')
      .filter(({ textContent }) => /Nearly all requests/.test(textContent!))
      .map(({ textContent }) => textContent),
  ).toEqual([
    expect.stringMatching(/^Latency.*Nearly all requests fail, so this is/),
  ]);
});

it('leaves a latency of served requests as it is', async () => {
  await draw();
  expect(screen.queryByText(/Nearly all requests/)).not.toBeInTheDocument();
});
