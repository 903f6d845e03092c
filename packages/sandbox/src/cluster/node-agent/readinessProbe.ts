import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Container, Probe } from '../objects';

type HttpGet = NonNullable<Probe['httpGet']>;

function portOf(container: Container, { port }: HttpGet): number | undefined {
  if (typeof port === 'number') return port;
  return container.ports?.find(candidate => candidate.name === port)
    ?.containerPort;
}

/** Asks once; ready is an answer from 200 to 399 in time. */
function ask(
  container: Container,
  get: HttpGet,
  timeoutMs: number,
): Promise<boolean> {
  return new Promise(resolve => {
    const secure = get.scheme === 'HTTPS';
    const call = (secure ? requestHttps : requestHttp)(
      {
        host: get.host ?? '127.0.0.1',
        port: portOf(container, get),
        path: get.path ?? '/',
        agent: false,
        // As the kubelet: a probe asks whether it answers, not who it is.
        ...(secure && { rejectUnauthorized: false }),
        signal: AbortSignal.timeout(timeoutMs),
      },
      answer => {
        const code = answer.statusCode ?? 0;
        answer.destroy();
        resolve(code >= 200 && code < 400);
      },
    );
    call.on('error', () => resolve(false));
    call.end();
  });
}

/** Probes a running container until it is stopped, and says when its readiness changes. */
export function startReadinessProbe(
  container: Container,
  onChange: (ready: boolean) => void,
): () => void {
  const probe = container.readinessProbe!;
  const period = (probe.periodSeconds ?? 10) * 1000;
  let ready = false;
  let streak = 0;
  let timer: NodeJS.Timeout;
  let stopped = false;

  const tick = async () => {
    // A kind of probe that is not known here is never passed.
    const passed = probe.httpGet
      ? await ask(container, probe.httpGet, (probe.timeoutSeconds ?? 1) * 1000)
      : false;
    if (stopped) return;
    streak = passed === ready ? 0 : streak + 1;
    const needed = ready
      ? probe.failureThreshold ?? 3
      : probe.successThreshold ?? 1;
    if (streak >= needed) {
      ready = passed;
      streak = 0;
      onChange(ready);
    }
    // Until it is ready for the first time, no period need pass: kubelets hurry too.
    timer = setTimeout(tick, ready ? period : Math.min(period, 1000));
  };
  timer = setTimeout(tick, (probe.initialDelaySeconds ?? 0) * 1000);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
