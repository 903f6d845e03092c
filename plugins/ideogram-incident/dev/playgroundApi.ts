import { parseEntityRef } from '@backstage/catalog-model';
import type {
  EntityTargets,
  Metrics,
  Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  IdeogramIncidentApi,
  RouteAccepted,
  RouteAnswer,
  RouteId,
  RouteInput,
  TriageEvent,
} from '../src';
import {
  healthyReadings,
  METRICS_PROBLEM,
  partlyUnknownReadings,
  reading,
  unknownReading,
  vendorOutageReadings,
  withChanges,
} from '../src/testing/readings';
import { responseError } from '../src/testing/responseError';
import { triageOf } from '../src/testing/triages';
import { PlaygroundRemediation } from './playgroundRemediation';

const WORLDS: Record<string, (at: string) => Reading[]> = {
  healthy: healthyReadings,
  'vendor-outage': vendorOutageReadings,
  'partly-unknown': partlyUnknownReadings,
  slow: at =>
    withChanges(healthyReadings(at), [
      reading(at, 'latency', 'degraded', 'P95 is 41 s', {
        window: '5m',
        p95Seconds: 41,
        thresholdSeconds: 30,
        warnings: [],
      }),
    ]),
  'few-errors': at =>
    withChanges(healthyReadings(at), [
      reading(at, 'recent-errors', 'degraded', '12 error lines in 5 min', {
        since: '5m',
        total: 12,
        groups: [{ text: 'upload of image failed', count: 12 }],
        lines: [],
        masked: 0,
        truncated: false,
        unreadablePods: [],
      }),
    ]),
  'key-revoked': at =>
    withChanges(healthyReadings(at), [
      reading(at, 'integration-health', 'failing', 'Reports Ideogram as down', {
        url: 'https://api.yourapp.com/health',
        httpStatus: 200,
        path: 'services.ideogram',
        value: 'down',
        ideogram: 'failing',
      }),
      reading(at, 'error-rate', 'failing', '98% of 3.1 requests/s fail', {
        window: '5m',
        requestsPerSecond: 3.1,
        errorsPerSecond: 3.04,
        errorRatio: 0.98,
        threshold: 0.05,
        errors: [
          {
            errorType: '401',
            errorClass: 'authentication',
            perSecond: 3.04,
          },
        ],
        rateLimitedPerMinute: 0,
        rateLimitedThreshold: 5,
        blockedPerSecond: 0,
        warnings: [],
      }),
    ]),
  'prometheus-down': at =>
    healthyReadings(at).map(one =>
      one.probe === 'error-rate' || one.probe === 'latency'
        ? {
            ...one,
            source: '/metrics of the integration',
            problem: {
              ...METRICS_PROBLEM,
              issue: 'The first source of metrics is unavailable.',
            },
          }
        : one,
    ),
  'pods-crash': at =>
    withChanges(healthyReadings(at), [
      reading(at, 'workload', 'failing', '0 of 6 pods available', {
        namespace: 'default',
        deployment: 'ideogram-integration',
        desired: 6,
        updated: 6,
        available: 0,
        restarts: 31,
        pods: Array.from({ length: 5 }, (_, index) => ({
          name: `ideogram-integration-5d9c7b-${index}`,
          ready: false,
          restarts: 6,
          trouble: index % 2 ? 'out-of-memory' : 'crashing',
          message: index % 2 ? 'OOMKilled' : 'CrashLoopBackOff',
        })),
      }),
    ]),
};

const SPEED: Record<string, number> = { loading: 60_000 };

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

async function refuse(status: number, name?: string): Promise<never> {
  throw await responseError(
    status,
    name === undefined ? undefined : { name, message: 'No such thing' },
  );
}

/** Hand-made answers; the name of the component chooses the world. */
export class PlaygroundApi implements IdeogramIncidentApi {
  private readonly since = new Date(Date.now() - 336_000).toISOString();
  private readonly remediations = new Map<string, PlaygroundRemediation>();
  private taken = 0;

  /** How each route is answered. */
  private readonly routes: {
    [Id in RouteId]?: (input: RouteInput<Id>) => Promise<RouteAnswer<Id>>;
  } = {
    targets: ({ entityRef }) => this.targets(entityRef),
    metrics: ({ query }) => this.metrics(query?.target ?? 'production'),
    actions: ({ entityRef }) => this.of(entityRef).actions(),
    runAction: ({ entityRef, params }) =>
      this.of(entityRef).dryRun(params.action),
    operations: ({ entityRef }) => this.of(entityRef).page(),
    approveOperation: ({ params, body }) =>
      this.of('component:approval').decide(params.id, body?.reason, true),
    rejectOperation: ({ params, body }) =>
      this.of('component:approval').decide(params.id, body.reason, false),
    withdrawOperation: ({ params }) =>
      this.of('component:approval').withdraw(params.id),
  };

  async call<Id extends RouteId>(route: Id, input: RouteInput<Id>) {
    return this.routes[route]?.(input) ?? refuse(404);
  }

  async start<Id extends RouteId>(_: Id, input: RouteInput<Id>) {
    const { entityRef, params, body } =
      input as unknown as RouteInput<'runAction'>;
    const begun = this.of(entityRef).run(params.action, body?.reason);
    return begun as Promise<RouteAccepted<Id>>;
  }

  async *streamTriage(options: {
    entityRef: string;
    target: string;
  }): AsyncGenerator<TriageEvent> {
    const { entityRef, target } = options;
    const { name } = parseEntityRef(entityRef);
    if (name === 'backend-absent') await refuse(404);
    if (name === 'no-permission') await refuse(403, 'NotAllowedError');
    if (name === 'undefined-target') await refuse(404, 'NotFoundError');
    this.taken += 1;
    if (name === 'stale' && this.taken > 1) throw new TypeError('Failed');
    const at = new Date().toISOString();
    const world = target === 'staging' ? 'healthy' : name;
    let readings = (WORLDS[world] ?? vendorOutageReadings)(at);
    if (name === 'becomes-unknown' && this.taken > 1) {
      readings = readings.map(one =>
        one.probe === 'error-rate' || one.probe === 'latency'
          ? unknownReading(at, one.probe, METRICS_PROBLEM)
          : one,
      );
    }
    for (const [index, one] of readings.entries()) {
      if (this.taken === 1) await wait(index < 2 ? 100 : SPEED[name] ?? 60);
      yield { type: 'reading', reading: one };
    }
    const since = world === 'healthy' ? undefined : this.since;
    yield {
      type: 'triage',
      triage: triageOf(readings, { target, entityRef, since }),
    };
  }

  async *followOperation({ id }: { id: string }) {
    for (const one of this.remediations.values()) yield* one.follow(id);
  }

  private async targets(entityRef: string): Promise<EntityTargets> {
    const { name } = parseEntityRef(entityRef);
    if (name === 'backend-absent') return refuse(404);
    if (name === 'no-permission') return refuse(403, 'NotAllowedError');
    const links = [
      { title: 'Grafana', url: 'https://grafana.example.com' },
      { title: 'Ideogram console', url: 'https://ideogram.example.com' },
    ];
    const targets = [{ name: 'production', title: 'Production', links }];
    if (name === 'two-targets') {
      targets.push({ name: 'staging', title: 'Staging', links: [] });
    }
    return {
      targets: name === 'undefined-target' ? [] : targets,
      undefinedTargets:
        name === 'undefined-target' || name === 'two-targets' ? ['prod'] : [],
    };
  }

  private async metrics(target: string): Promise<Metrics> {
    const to = Math.floor(Date.now() / 1000);
    const times = Array.from({ length: 60 }, (_, i) => to - (59 - i) * 30);
    const ramp = (i: number) => Math.min(1, Math.max(0, (i - 46) / 5));
    const series = (value: (i: number) => number) =>
      times.map((time, i): [number, number] => [time, value(i)]);
    return {
      target,
      from: new Date(times[0] * 1000).toISOString(),
      to: new Date(to * 1000).toISOString(),
      stepSeconds: 30,
      source: 'Prometheus, localhost:9090',
      errorsByType: [
        {
          errorType: '503',
          errorClass: 'vendor-fault',
          points: series(i => 0.01 + 2.2 * ramp(i)),
        },
        {
          errorType: '500',
          errorClass: 'vendor-fault',
          points: series(i => 0.01 + 0.77 * ramp(i)),
        },
      ],
      requests: series(() => 3.1),
      errorRatio: series(i => 0.005 + 0.955 * ramp(i)),
      latencyP95: series(i => 14 + Math.sin(i) + 26 * ramp(i)),
      thresholds: { errorRatio: 0.05, latencyP95Seconds: 30 },
      warnings: [],
      problems: [],
    };
  }

  /** Each world has operations of its own. */
  private of(entityRef: string): PlaygroundRemediation {
    const { name } = parseEntityRef(entityRef, { defaultNamespace: 'default' });
    const known =
      this.remediations.get(name) ?? new PlaygroundRemediation(name);
    this.remediations.set(name, known);
    return known;
  }
}
