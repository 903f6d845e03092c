import express from 'express';
import { startLocalServer } from '../net/localServer';
import { statusHtml, summary, type StatusPageState } from './summary';

export interface StatusPage {
  readonly url: string;
  show(state: StatusPageState): Promise<void>;
  stop(): Promise<void>;
}

/** A stand-in of the vendor's page at Atlassian Statuspage. */
export async function startStatusPage(port: number): Promise<StatusPage> {
  let state: StatusPageState = 'operational';
  let since = new Date();

  const app = express();
  app.disable('x-powered-by');
  app.get('/api/v2/summary.json', (req, res) => {
    res.json(summary(state, since, `http://${req.header('host')}`));
  });
  app.get(['/', '/incidents/:id'], (_, res) => {
    res.type('html').send(statusHtml(state, since));
  });

  const server = await startLocalServer(app, port);
  return {
    url: server.url,
    stop: server.close,
    show: async next => {
      if (next !== state) since = new Date();
      state = next;
      await (next === 'unreachable' ? server.cut() : server.restore());
    },
  };
}
