import { toUpstreamError } from '../http/toUpstreamError';
import { KubernetesError, type KubernetesErrorKind } from './kubernetesError';

const CONNECTION_KINDS = new Set<string>([
  'timeout',
  'dns',
  'refused',
  'reset',
  'tls',
] satisfies KubernetesErrorKind[]);

/** What a request to an API server threw, in the words that all probes share. */
export function toConnectionError(
  error: unknown,
  timeoutMs: number,
): KubernetesError {
  if (error instanceof KubernetesError) return error;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && code.startsWith('HPE_')) {
    return new KubernetesError('unreadable', 'does not speak HTTP');
  }
  const upstream = toUpstreamError(error, 'the API server', timeoutMs);
  return new KubernetesError(
    CONNECTION_KINDS.has(upstream.kind)
      ? (upstream.kind as KubernetesErrorKind)
      : 'network',
    upstream.fault,
  );
}
