/** The ports of the sandbox's parts. */
export interface Ports {
  control: number;
  ideogramApi: number;
  statusPage: number;
  production: number;
  staging: number;
  prometheus: number;
  kubernetes: number;
  kubelet: number;
  etcd: number;
  etcdPeer: number;
  alertmanager: number;
}

/** The ports of a run that is moved aside by `offset`. */
export function portsFrom(offset: number): Ports {
  const first = 7100 + offset;
  return {
    control: first,
    ideogramApi: first + 1,
    statusPage: first + 2,
    production: first + 3,
    staging: first + 4,
    prometheus: first + 5,
    kubernetes: first + 6,
    // 7107 would be the backend's of a run that is moved aside by 100.
    kubelet: first + 8,
    etcd: first + 9,
    etcdPeer: first + 10,
    alertmanager: first + 11,
  };
}

/** The one of those that browsers, and fetch in Node, refuse to open. */
const REFUSED_BY_BROWSERS = 10_080;

/**
 * The offset that the environment variable `PORT_OFFSET` gives.
 *
 * @throws an error in plain words where it is no usable number
 */
export function readPortOffset(env: NodeJS.ProcessEnv): number {
  const text = env.PORT_OFFSET?.trim();
  if (!text) return 0;
  const offset = Number(text);
  if (!Number.isInteger(offset) || offset < 0 || offset > 50_000) {
    throw new Error(
      `PORT_OFFSET is "${text}". Set it to a whole number from 0 to 50000.`,
    );
  }
  if (Object.values(portsFrom(offset)).includes(REFUSED_BY_BROWSERS)) {
    throw new Error(
      `With PORT_OFFSET=${offset} a part of the sandbox would get port ${REFUSED_BY_BROWSERS}, which browsers refuse to open. Choose another offset.`,
    );
  }
  return offset;
}

/** Where the portal's backend is, of a run that is moved aside by `offset`. */
export const backendUrl = (offset: number): string =>
  process.env.BACKEND_BASE_URL ?? `http://localhost:${7007 + offset}`;
