import express, { type Express, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import { startLocalServer } from '../net/localServer';
import { ApiKeys, type InitialKeys } from './apiKeys';
import { WELL, type ApiBehaviour } from './behaviour';
import { imageResult, promptOf, svgImage } from './image';

export interface IdeogramApi {
  readonly url: string;
  behave(behaviour: ApiBehaviour): Promise<void>;
  /** What its owner does in the dashboard. */
  createKey(): string;
  stop(): Promise<void>;
}

const MAX_BODY = '1mb';

/**
 * A stand-in of the Ideogram API: images, the list of API keys, and the key
 * set that needs no key.
 */
export async function startIdeogramApi(options: {
  port: number;
  keys: InitialKeys;
}): Promise<IdeogramApi> {
  let behaviour = WELL;
  const keys = new ApiKeys(options.keys);
  const app = createApp(keys, () => behaviour);
  const server = await startLocalServer(app, options.port);
  return {
    url: server.url,
    stop: server.close,
    createKey: () => keys.create(),
    behave: async next => {
      behaviour = next;
      keys.revokeProduction(next.productionKeyRevoked);
      await (next.reachable ? server.restore() : server.cut());
    },
  };
}

function createApp(keys: ApiKeys, behaviour: () => ApiBehaviour): Express {
  const app = express();
  app.disable('x-powered-by');
  const inFlight = new Map<string, number>();

  app.get('/v1/.well-known/jwks.json', (_, res) => {
    const { faults } = behaviour();
    return faults.length > 0 ? fault(res, faults) : res.json({ keys: [] });
  });

  app.get('/v2/account/api-keys', (req, res) => {
    if (!keys.isGood(req.header('Api-Key'))) return unauthorized(res);
    return res.json({ api_keys: [{ name: 'default', status: 'active' }] });
  });

  app.get('/images/:id.svg', (req, res) => {
    res.type('image/svg+xml').send(svgImage(req.params.id));
  });

  app.post(
    '/v1/ideogram-v3/generate',
    (req, res, next) => {
      const key = req.header('Api-Key');
      if (!keys.isGood(key)) return unauthorized(res);
      res.locals.key = key;
      return next();
    },
    express.text({ type: () => true, limit: MAX_BODY }),
    async (req: Request, res: Response) => {
      const { faults, billing, maxInFlight, imageMs } = behaviour();
      const prompt = promptOf(req.header('content-type'), req.body);
      if (!prompt) {
        return res.status(400).json({ error: 'A prompt is required.' });
      }
      if (faults.length > 0) return fault(res, faults);
      if (billing !== 'in-order') {
        return res.status(402).json({
          error: 'Your balance or plan does not cover this request.',
          reject_reason: billing,
        });
      }
      if (prompt.includes('unsafe')) {
        return res.status(422).json({ error: 'The prompt failed safety.' });
      }
      const key: string = res.locals.key;
      const running = inFlight.get(key) ?? 0;
      if (running >= maxInFlight) {
        return res.status(429).json({
          error: 'Too many images in progress.',
          reject_reason: 'inflight_limit',
          max_inflight_requests: maxInFlight,
        });
      }
      inFlight.set(key, running + 1);
      await pause(between(imageMs), res);
      inFlight.set(key, (inFlight.get(key) ?? 1) - 1);
      const origin = `http://${req.header('host')}`;
      return res.json(imageResult(prompt, origin));
    },
  );

  app.use((_, res) => {
    res.status(404).json({ error: 'Not found' });
  });
  app.use(
    (
      error: { status?: number },
      _req: Request,
      res: Response,
      _next: () => void,
    ) => {
      const status = error.status ?? 500;
      res.status(status).json({
        error: status === 413 ? 'The request is too large.' : 'Bad request',
      });
    },
  );
  return app;
}

function unauthorized(res: Response) {
  return res.status(401).json({ error: 'Invalid or missing API key.' });
}

function fault(res: Response, statuses: readonly (500 | 503)[]) {
  const status = statuses[Math.floor(Math.random() * statuses.length)];
  // A load balancer's own page, not JSON: what a real outage looks like.
  return res
    .status(status)
    .set('x-request-id', randomUUID())
    .type('html')
    .send(`<html><body><h1>${status}</h1></body></html>`);
}

function between([from, to]: readonly [number, number]): number {
  return from + Math.random() * (to - from);
}

/** Waits; a caller that hangs up frees its place at once. */
function pause(ms: number, res: Response): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    res.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
