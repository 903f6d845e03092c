import { renderInTestApp } from '@backstage/test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ErrorLines } from './ErrorLines';

it('shows what a container said before it crashed, and searches the lines', async () => {
  await renderInTestApp(
    <ErrorLines
      details={{
        since: '10m',
        total: 2,
        groups: [],
        lines: [
          { pod: 'a', text: 'ERROR no image' },
          {
            pod: 'b',
            container: 'first',
            init: true,
            text: 'FATAL no database',
          },
        ],
        lastWords: [
          {
            pod: 'a',
            previous: true,
            exitCode: 1,
            lines: ['starting', 'no key'],
          },
        ],
        masked: 0,
        truncated: false,
        unreadablePods: [],
      }}
    />,
  );
  await userEvent.click(
    screen.getByRole('button', { name: 'Show the last 2 lines' }),
  );
  const drawer = within(screen.getByRole('dialog'));
  expect(drawer.getByText('Last words, exit code 1')).toBeInTheDocument();
  expect(drawer.getByText(/no key/)).toHaveTextContent('starting no key');
  expect(drawer.getByText('before the last restart')).toBeInTheDocument();
  expect(drawer.getByText('init container first')).toBeInTheDocument();
  expect(drawer.getAllByRole('listitem')).toHaveLength(2);

  await userEvent.type(drawer.getByRole('searchbox'), 'DATABASE');
  expect(drawer.getAllByRole('listitem')).toHaveLength(1);
  expect(drawer.getByRole('status')).toHaveTextContent('1 of 2 lines');
});
