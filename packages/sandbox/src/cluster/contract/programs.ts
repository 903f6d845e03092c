import type { Container, Deployment } from '../objects';

/** The programs that the contract's pods run: any Node will do, here or in an image. */
export const programs = {
  /** Says its settings, and stays until it is told to end. */
  steady: `
    console.log('key=' + process.env.KEY, 'mode=' + process.env.MODE);
    console.error('error: one of its own');
    process.on('SIGTERM', () => process.exit(0));
    setInterval(() => {}, 1000);`,
  /** Answers its readiness probe from the third time on. */
  serving: `
    let asked = 0;
    require('node:http').createServer((request, response) => {
      response.statusCode = request.url === '/ready' && ++asked > 2 ? 200 : 503;
      response.end();
    }).listen(Number(process.env.PORT), '0.0.0.0');`,
  crashing: `
    console.error('fatal: cannot go on');
    process.exit(3);`,
  hungry: `
    const hoard = [];
    setInterval(() => hoard.push(Buffer.alloc(8 * 1024 * 1024, 1)), 10);`,
};

/** A deployment of one of the programs. */
export function deploymentOf(
  namespace: string,
  name: string,
  program: string,
  {
    container,
    ...spec
  }: { container?: Partial<Container> } & Partial<Deployment['spec']> = {},
): Deployment {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      ...spec,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 2,
          containers: [
            {
              name: 'app',
              image: 'node:24-alpine',
              command: ['node', '-e', program],
              ...container,
            },
          ],
        },
      },
    },
  };
}
