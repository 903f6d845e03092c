import { render, screen } from '@testing-library/react';
import { app } from './app';

describe('the portal', () => {
  it('asks who signs in', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Portal', baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              environment: 'development',
              providers: { sandbox: { people: ['viewer'] } },
            },
          },
        },
      ] as any,
    };

    render(app.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Sign in as viewer' }),
    ).toBeInTheDocument();
  });
});
