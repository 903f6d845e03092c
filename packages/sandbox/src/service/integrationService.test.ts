import { startLocalServer, type LocalServer } from '../net/localServer';
import { Endpoints } from './endpoints';
import {
  startIntegrationService,
  type IntegrationService,
} from './integrationService';
import { MetricsSum } from './metricsSum';

const exposition = (count: number) =>
  [
    '# HELP ideogram_requests_total Images',
    '# TYPE ideogram_requests_total counter',
    `ideogram_requests_total{status="200"} ${count}`,
    '# HELP ideogram_request_duration_seconds Time',
    '# TYPE ideogram_request_duration_seconds histogram',
    `ideogram_request_duration_seconds_bucket{le="+Inf"} ${count}`,
    `ideogram_request_duration_seconds_count ${count}`,
    '',
  ].join('\n');

describe('the service before the pods', () => {
  let service: IntegrationService;
  const pods: LocalServer[] = [];

  beforeEach(async () => {
    service = await startIntegrationService({ port: 0, namespace: 'default' });
  });
  afterEach(async () => {
    await service.stop();
    await Promise.all(pods.splice(0).map(pod => pod.close()));
  });

  async function startPod(name: string, count: number) {
    const pod = await startLocalServer((req, res) => {
      res.end(req.url === '/health' ? `"${name}"` : exposition(count));
    }, 0);
    pods.push(pod);
    await fetch(`${service.url}/endpoints/${pod.port}`, { method: 'PUT' });
    return pod;
  }
  const get = async (path: string) => (await fetch(service.url + path)).text();

  it('answers 503 in plain text while there is no pod', async () => {
    for (const path of ['/health', '/metrics']) {
      const response = await fetch(service.url + path);
      expect(response.status).toBe(503);
      expect(await response.text()).toContain('no endpoints available');
    }
  });

  it('asks the pods in turn for their health', async () => {
    await startPod('a', 1);
    await startPod('b', 1);
    const answers = [await get('/health'), await get('/health')];
    expect(answers.sort()).toEqual(['"a"', '"b"']);
  });

  it('passes over a pod that has died', async () => {
    await startPod('a', 1);
    const b = await startPod('b', 1);
    await b.close();
    expect([await get('/health'), await get('/health')]).toEqual([
      '"a"',
      '"a"',
    ]);
    expect(service.endpoints()).toHaveLength(1);
  });

  it('sums the metrics, and keeps what a pod counted that has gone', async () => {
    await startPod('a', 10);
    const b = await startPod('b', 5);
    expect(await get('/metrics')).toContain('{status="200"} 15');
    await fetch(`${service.url}/endpoints/${b.port}`, { method: 'DELETE' });
    expect(await get('/metrics')).toContain('{status="200"} 15');
  });

  it('tells Prometheus each pod', async () => {
    const a = await startPod('a', 1);
    expect(JSON.parse(await get('/targets'))).toEqual([
      { targets: [`127.0.0.1:${a.port}`], labels: { namespace: 'default' } },
    ]);
  });

  it.each([
    ['GET', '/endpoints/1', 405],
    ['PUT', '/endpoints/http:evil', 404],
    ['GET', '/', 404],
  ])('%s %s gets %i', async (method, path, status) => {
    const response = await fetch(service.url + path, { method });
    expect(response.status).toBe(status);
  });
});

describe('endpoints', () => {
  it('forget a pod that has been silent', () => {
    const endpoints = new Endpoints();
    endpoints.seen(1, 0);
    endpoints.seen(2, 0);
    endpoints.seen(2, 4000);
    expect(endpoints.list(5500).map(({ port }) => port)).toEqual([2]);
    expect(endpoints.list(5500)[0].firstSeenAt).toBe(0);
  });
});

describe('the sum of metrics', () => {
  it('keeps each family together and in the format of Prometheus', () => {
    const sum = new MetricsSum();
    sum.update(new Map([[1, exposition(3)]]));
    expect(sum.toString()).toBe(exposition(3));
  });

  it('keeps the last numbers of a pod that does not answer for once', () => {
    const sum = new MetricsSum();
    sum.update(new Map([[1, exposition(3)]]));
    sum.update(new Map());
    expect(sum.toString()).toContain('{status="200"} 3');
  });

  it('goes on from a new process at the port of an old one', () => {
    const sum = new MetricsSum();
    sum.update(new Map([[1, exposition(3)]]));
    sum.update(new Map([[1, exposition(1)]]));
    sum.update(new Map([[1, exposition(2)]]));
    expect(sum.toString()).toContain('{status="200"} 5');
  });
});
