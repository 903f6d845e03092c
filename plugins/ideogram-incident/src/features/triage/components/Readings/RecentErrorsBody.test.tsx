import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { RecentErrorsBody } from './RecentErrorsBody';

it('shows kinds of error lines apart whose texts are cut to the same', async () => {
  const complaints = jest.spyOn(console, 'error').mockImplementation(() => {});
  const text = 'error: the request …';

  await renderInTestApp(
    <RecentErrorsBody
      details={{
        since: '5m',
        total: 40,
        groups: [
          { text, count: 30 },
          { text, count: 10 },
        ],
        lines: [],
        masked: 0,
        truncated: false,
        unreadablePods: [],
      }}
    />,
  );

  expect(screen.getAllByRole('listitem').map(item => item.textContent)).toEqual(
    [`30 × ${text}`, `10 × ${text}`],
  );
  expect(complaints).not.toHaveBeenCalledWith(
    expect.stringContaining('same key'),
    expect.anything(),
    expect.anything(),
  );
  complaints.mockRestore();
});
