import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { ErrorRateBody } from './ErrorRateBody';

it('says with which statuses requests fail, and puts words beside their share', async () => {
  await renderInTestApp(
    <ErrorRateBody
      details={{
        window: '5m',
        requestsPerSecond: 4,
        errorsPerSecond: 4,
        errorRatio: 1,
        threshold: 0.05,
        errors: [
          { errorType: '503', errorClass: 'vendor-fault', perSecond: 3 },
          { errorType: 'network', errorClass: 'network', perSecond: 1 },
        ],
        rateLimitedPerMinute: 0,
        rateLimitedThreshold: 5,
        blockedPerSecond: 0,
        warnings: [],
      }}
    />,
  );
  expect(
    screen.getByText('Limit 5%. 75% with 503, 25% (network).'),
  ).toBeInTheDocument();
});
