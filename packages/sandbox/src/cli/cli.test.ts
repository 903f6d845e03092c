import express from 'express';
import { startControl, type Control } from '../control/control';
import { startLocalServer, type LocalServer } from '../net/localServer';
import type { ScenarioName } from '../scenarios/scenario';
import { printKey } from './control';
import { listScenarios, switchScenario } from './control';
import { fetchToken, printToken } from './token';

const printed: string[] = [];
beforeEach(() => {
  printed.length = 0;
  jest.spyOn(console, 'log').mockImplementation(text => printed.push(text));
});
afterEach(() => jest.restoreAllMocks());

describe('yarn sandbox', () => {
  let control: Control;
  let scenario: ScenarioName = 'healthy';
  let waits: string[][] = [];

  beforeAll(async () => {
    control = await startControl({
      port: 0,
      links: [],
      createKey: () => 'a-new-key',
      prometheusInstalled: true,
      conductor: {
        play: async name => {
          scenario = name;
        },
        state: async () => {
          const waitingFor = waits.shift() ?? [];
          return {
            scenario,
            since: '2026-01-01T00:00:00.000Z',
            settled: waitingFor.length === 0,
            waitingFor,
          };
        },
      },
    });
  });
  afterAll(() => control.stop());

  it('lists the scenarios and marks the one that is on', async () => {
    await listScenarios(control.url);
    expect(printed).toContainEqual(
      expect.stringMatching(/^\* healthy .*All is well/),
    );
    expect(printed).toContainEqual(expect.stringMatching(/^ {2}network-cut/));
  });

  it('prints a new key alone, for a shell', async () => {
    await printKey(control.url);
    expect(printed).toEqual(['a-new-key']);
  });

  it('switches, and says what it waits for until the world shows it', async () => {
    waits = [['pods'], ['pods'], ['errors']];
    await switchScenario(control.url, 'key-revoked');
    expect(scenario).toBe('key-revoked');
    expect(printed).toEqual([
      'Waiting for pods',
      'Waiting for errors',
      expect.stringContaining('key-revoked is on.'),
      expect.stringContaining('The Incident tab: P1'),
    ]);
  });

  it('names the scenarios where one is not known', async () => {
    await expect(switchScenario(control.url, 'doom')).rejects.toThrow(
      'must be one of: healthy, ',
    );
  });

  it('says what to do where no sandbox runs', async () => {
    const gone = await startLocalServer((_, res) => res.end(), 0);
    await gone.close();
    await expect(listScenarios(gone.url)).rejects.toThrow(
      `No sandbox answers at ${gone.url}. Start it with "npm start"`,
    );
    await expect(fetchToken(gone.url, 'viewer')).rejects.toThrow(
      `does not answer at ${gone.url}`,
    );
  });
});

describe('yarn sandbox token', () => {
  let portal: LocalServer;
  beforeAll(async () => {
    const app = express();
    app.get('/api/auth/sandbox/refresh', (req, res) => {
      const person = req.header('x-sandbox-person');
      if (person === 'viewer') {
        res.json({ backstageIdentity: { token: 'token-of-viewer' } });
      } else {
        res.status(401).json({ error: { message: 'Not in the catalog' } });
      }
    });
    portal = await startLocalServer(app, 0);
  });
  afterAll(() => portal.close());

  it('prints the token and nothing else', async () => {
    await printToken(portal.url, 'viewer');
    expect(printed).toEqual(['token-of-viewer']);
  });

  it.each([undefined, 'root'])('names the people instead of %p', async name => {
    await expect(printToken(portal.url, name)).rejects.toThrow(
      'Name one of viewer, responder, administrator',
    );
  });

  it('says why the portal gave none', async () => {
    await expect(printToken(portal.url, 'responder')).rejects.toThrow(
      'The portal gave no token for responder: Not in the catalog',
    );
    await expect(fetchToken(`${portal.url}/x`, 'viewer')).rejects.toThrow(
      'does not know the sandbox',
    );
  });
});
