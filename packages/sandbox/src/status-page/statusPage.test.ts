import { startStatusPage, type StatusPage } from './statusPage';

let page: StatusPage;
beforeAll(async () => {
  page = await startStatusPage(0);
});
afterAll(() => page.stop());

const summary = async () =>
  (await fetch(`${page.url}/api/v2/summary.json`)).json();

describe('the status page stand-in', () => {
  it('says that all is operational', async () => {
    await page.show('operational');
    expect(await summary()).toMatchObject({
      status: { indicator: 'none' },
      components: expect.arrayContaining([
        expect.objectContaining({ name: 'API', status: 'operational' }),
      ]),
      incidents: [],
      scheduled_maintenances: [],
    });
  });

  it('announces an outage of the API and of nothing else', async () => {
    await page.show('major-outage');
    const body = await summary();
    expect(body.status.indicator).toBe('critical');
    expect(
      body.components.map((c: { name: string; status: string }) => [
        c.name,
        c.status,
      ]),
    ).toEqual([
      ['API', 'major_outage'],
      ['Website', 'operational'],
      ['Canvas', 'operational'],
    ]);
    const [incident] = body.incidents;
    expect(incident).toMatchObject({
      status: 'investigating',
      impact: 'critical',
      components: [{ name: 'API' }],
      incident_updates: [{ status: 'investigating' }],
    });
    const story = await fetch(incident.shortlink);
    expect(await story.text()).toContain(incident.name);
  });

  it('has HTML at its root', async () => {
    await page.show('operational');
    const response = await fetch(page.url);
    expect(response.headers.get('content-type')).toContain('text/html');
  });

  it('refuses connections when it is unreachable', async () => {
    await page.show('unreachable');
    await expect(summary()).rejects.toThrow('fetch failed');
    await page.show('operational');
    expect((await summary()).status.indicator).toBe('none');
  });
});
