import express, { type Request, type Response } from 'express';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalServer } from '../net/localServer';
import type { Conductor } from '../scenarios/conductor';
import { SCENARIO_NAMES, type ScenarioName } from '../scenarios/scenario';
import { scenarios } from '../scenarios/scenarios';

export interface Control {
  readonly url: string;
  stop(): Promise<void>;
}

export interface ControlOptions {
  port: number;
  conductor: Pick<Conductor, 'play' | 'state'>;
  /** A new key of the account at Ideogram. */
  createKey(): string;
  /** Where to go from here. */
  links: { title: string; url: string }[];
  prometheusInstalled: boolean;
}

const WITHOUT_PROMETHEUS =
  'No Prometheus is installed here, so error rate and latency always come from /metrics: this looks the same as healthy.';

/** The page and the JSON by which scenarios are switched. */
export async function startControl(options: ControlOptions): Promise<Control> {
  const app = express();
  app.disable('x-powered-by');
  app.use(refuseOtherHosts);
  // eslint-disable-next-line no-restricted-syntax -- runs from its sources, always
  const page = readFileSync(join(__dirname, 'page.html'), 'utf8');
  app.get('/', (_, res) => {
    res.type('html').send(page);
  });

  app.get('/scenarios', (_, res) => {
    res.json({
      scenarios: SCENARIO_NAMES.map(name => describe(name, options)),
      links: options.links,
    });
  });
  app.get('/scenario', async (_, res) => {
    res.json(await options.conductor.state());
  });
  // Only JSON is read: another site's form can't send it without asking first.
  app.put('/scenario', express.json({ limit: '1kb' }), async (req, res) => {
    const name = req.body?.scenario;
    if (!isScenarioName(name)) {
      const names = SCENARIO_NAMES.join(', ');
      return res
        .status(400)
        .json({ error: `scenario must be one of: ${names}` });
    }
    try {
      await options.conductor.play(name);
    } catch (error) {
      return res.status(500).json({ error: (error as Error).message });
    }
    return res.json(await options.conductor.state());
  });
  app.post('/keys', express.json({ limit: '1kb' }), (req, res) => {
    if (!req.is('application/json')) {
      return res
        .status(400)
        .json({ error: 'Send JSON, with Content-Type application/json.' });
    }
    return res.status(201).json({ apiKey: options.createKey() });
  });
  app.use((error: Error, _: Request, res: Response, _next: () => void) => {
    res.status(400).json({ error: error.message });
  });

  const server = await startLocalServer(app, options.port);
  return { url: server.url, stop: server.close };
}

function describe(name: ScenarioName, options: ControlOptions) {
  const { story, tab, world } = scenarios[name];
  const note =
    world.prometheus === 'stopped' && !options.prometheusInstalled
      ? WITHOUT_PROMETHEUS
      : undefined;
  return { name, story, tab, note };
}

function isScenarioName(name: unknown): name is ScenarioName {
  return SCENARIO_NAMES.some(known => known === name);
}

/** A site whose name leads to this machine is not this machine. */
function refuseOtherHosts(req: Request, res: Response, next: () => void) {
  if (['127.0.0.1', 'localhost'].includes(req.hostname)) next();
  else res.status(403).json({ error: 'Open it at 127.0.0.1 or localhost.' });
}
