import { startLocalServer } from '../net/localServer';
import { readEnvironment, readStyle } from './environment';
import { createIdeogramClient } from './ideogramClient';
import { ImageService } from './imageService';
import { logToStdout as log } from './log';
import { createMetrics } from './metrics';
import { register } from './registration';
import { createHandler } from './server';
import { startTraffic } from './traffic';

/** The integration, as it runs in a pod. */
async function main() {
  const environment = readEnvironment(process.env);
  const style = readStyle(environment.stylesFile);
  const metrics = createMetrics();
  const images = new ImageService({
    client: createIdeogramClient({
      url: environment.ideogramUrl,
      apiKey: environment.apiKey,
    }),
    metrics,
    log,
    style,
    queue: environment.queue,
    queueConcurrency: environment.queueConcurrency,
    fallback: environment.fallback,
  });
  const server = await startLocalServer(createHandler(images, metrics), 0);
  const stopTraffic = startTraffic({
    usersPerBurst: environment.usersPerBurst,
    ask: prompt => images.create(prompt),
  });
  const unregister = register(environment.serviceUrl, server.port);
  log('info', `listening on port ${server.port}`);

  const stop = async () => {
    stopTraffic();
    await unregister();
    await server.close();
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function fallOver(error: Error) {
  log('error', `the integration can't run: ${error.message}`);
  process.exit(1);
}

main().catch(fallOver);
