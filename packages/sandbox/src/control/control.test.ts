import { request } from 'node:http';
import { SCENARIO_NAMES, type ScenarioName } from '../scenarios/scenario';
import { startControl, type Control } from './control';

let control: Control;
let playing: ScenarioName;

beforeEach(async () => {
  playing = 'healthy';
  control = await startControl({
    port: 0,
    prometheusInstalled: false,
    createKey: () => 'a-new-key',
    links: [{ title: 'Incident tab', url: 'http://localhost:3000/tab' }],
    conductor: {
      play: async name => {
        if (name === 'slow') throw new Error('Nothing turned.');
        playing = name;
      },
      state: async () => ({
        scenario: playing,
        since: '2026-01-01T00:00:00.000Z',
        settled: true,
        waitingFor: [],
      }),
    },
  });
});
afterEach(() => control.stop());

const put = (body: string, contentType = 'application/json') =>
  fetch(`${control.url}/scenario`, {
    method: 'PUT',
    headers: { 'content-type': contentType },
    body,
  });

describe('the control', () => {
  it('switches the scenario', async () => {
    const response = await put('{"scenario":"key-revoked"}');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ scenario: 'key-revoked' });
    const state = await fetch(`${control.url}/scenario`);
    expect(await state.json()).toMatchObject({ scenario: 'key-revoked' });
  });

  it.each([
    ['application/json', 201, { apiKey: 'a-new-key' }],
    ['text/plain', 400, { error: expect.any(String) }],
  ])('creates a key for %s with %i', async (contentType, status, body) => {
    const response = await fetch(`${control.url}/keys`, {
      method: 'POST',
      headers: { 'content-type': contentType },
      body: '{}',
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });

  it.each([
    ['an unknown scenario', '{"scenario":"doom"}', 'application/json'],
    ['no scenario', '{}', 'application/json'],
    ['garbage', '{', 'application/json'],
    ['a form of another site', '{"scenario":"slow"}', 'text/plain'],
  ])('refuses %s', async (_, body, contentType) => {
    const response = await put(body, contentType);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
    expect(playing).toBe('healthy');
  });

  it('says why a switch failed', async () => {
    const response = await put('{"scenario":"slow"}');
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ error: 'Nothing turned.' });
  });

  it('lists every scenario, and what differs without Prometheus', async () => {
    const response = await fetch(`${control.url}/scenarios`);
    const { scenarios, links } = await response.json();
    expect(scenarios.map(({ name }: { name: string }) => name)).toEqual([
      ...SCENARIO_NAMES,
    ]);
    expect(
      scenarios.filter((scenario: { note?: string }) => scenario.note),
    ).toEqual([expect.objectContaining({ name: 'prometheus-down' })]);
    expect(links).toHaveLength(1);
  });

  it('has a page', async () => {
    const response = await fetch(control.url);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('refuses a name that merely leads here', async () => {
    const status = await new Promise(resolve => {
      request(
        `${control.url}/scenario`,
        { headers: { host: 'evil.example' } },
        response => resolve(response.resume().statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });
});
