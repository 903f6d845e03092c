import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { healthyReadings, reading } from '../../../../testing/readings';
import { Readings } from './Readings';

const AT = '2026-11-23T14:00:00.000Z';

const asked = reading(AT, 'ideogram-api', 'failing', 'Refuses our key', {
  url: 'https://api.ideogram.ai/v1/.well-known/jwks.json',
  httpStatus: 200,
  seconds: 0.08,
  key: {
    answer: 'refused',
    words: 'api.ideogram.ai answers 401: it does not know the key',
    askedAt: AT,
  },
});

const draw = (readings = healthyReadings(AT), loading = false) =>
  renderInTestApp(
    <Readings
      readings={readings.map(one => ({ reading: one }))}
      problems={[]}
      loading={loading}
    />,
  );

it('says from where Ideogram was asked, how it answered, and what of the key', async () => {
  await draw([...healthyReadings(AT), asked]);
  const cards = screen.getAllByRole('listitem');
  expect(cards).toHaveLength(7);
  expect(cards[6]).toHaveTextContent(
    /^Ideogram API\s*Failing\s*Refuses our key\s*Asked from the portal. HTTP 200 in 80\sms.\s*Key: api.ideogram.ai answers 401: it does not know the key, .*jwks\.json/,
  );
});

it('keeps no place for what few targets have', async () => {
  await draw(healthyReadings(AT), true);
  expect(screen.getAllByRole('listitem', { hidden: true })).toHaveLength(6);
});
