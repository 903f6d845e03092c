import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { KubeNode, Pod } from '../../objects';
import type { Call, Services } from '../call';
import type { KubeletClient } from '../../kubeletClient';
import { resources } from '../resources';
import { refuse, type StatusError } from '../statusError';
import type { Store } from '../store';

const numbers = { sinceSeconds: 1, tailLines: 0, limitBytes: 1 } as const;
const flags = ['follow', 'previous', 'timestamps'] as const;
const maxErrorBytes = 64 * 1024;

/** The parameters of a log request as the node agent takes them, or a refusal. */
function kubeletQuery(pod: Pod, query: URLSearchParams): URLSearchParams {
  const passed = new URLSearchParams();
  for (const [name, least] of Object.entries(numbers)) {
    const text = query.get(name);
    if (text === null) continue;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) {
      throw refuse.invalid('PodLogOptions', pod.metadata.name, [
        {
          field: name,
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${JSON.stringify(
            text.slice(0, 50),
          )}: must be greater than or equal to ${least}`,
        },
      ]);
    }
    passed.set(name, text);
  }
  const sinceTime = query.get('sinceTime');
  if (sinceTime !== null) {
    if (Number.isNaN(Date.parse(sinceTime))) {
      throw refuse.badRequest('sinceTime is not a time');
    }
    passed.set('sinceTime', sinceTime);
  }
  for (const flag of flags) {
    if (['true', '1', ''].includes(query.get(flag) ?? 'false')) {
      passed.set(flag, 'true');
    }
  }
  return passed;
}

function containerOf(pod: Pod, wanted: string | null): string {
  const names = pod.spec.containers.map(container => container.name);
  if (!wanted) {
    if (names.length === 1) return names[0];
    throw refuse.badRequest(
      `a container name must be specified for pod ${
        pod.metadata.name
      }, choose one of: [${names.join(' ')}]`,
    );
  }
  if (!names.includes(wanted)) {
    throw refuse.badRequest(
      `container ${wanted} is not valid for pod ${pod.metadata.name}`,
    );
  }
  return wanted;
}

/** Passes a container's log through from the node agent that runs it. */
async function streamPodLogs(
  store: Store,
  kubelets: KubeletClient,
  pod: Pod,
  query: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const container = containerOf(pod, query.get('container'));
  const passed = kubeletQuery(pod, query);
  const { name, namespace } = pod.metadata;
  if (!pod.spec.nodeName) {
    response.writeHead(200, { 'content-type': 'text/plain' }).end();
    return;
  }
  const node = store.get(resources.nodes, undefined, pod.spec.nodeName);
  if (!node) throw refuse.notFound(resources.nodes, pod.spec.nodeName);
  const path = `/containerLogs/${[namespace!, name, container]
    .map(encodeURIComponent)
    .join('/')}?${passed}`;
  const answer = await kubelets.get(node as KubeNode, path).catch(error => {
    throw refuse.internal(error.message);
  });
  if (answer.statusCode !== 200) throw await failureOf(answer);
  // A log that is followed may well be silent for longer than any call may take.
  answer.socket.setTimeout(0);
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.flushHeaders();
  await pipeline(answer, response).catch(() => response.destroy());
}

async function failureOf(
  answer: AsyncIterable<Buffer> & { statusCode?: number; destroy(): void },
): Promise<StatusError> {
  let text = '';
  for await (const chunk of answer) {
    text += chunk;
    if (text.length > maxErrorBytes) break;
  }
  return answer.statusCode === 400 || answer.statusCode === 404
    ? refuse.badRequest(text.trim())
    : refuse.internal(text.trim());
}

/** Answers for a container's log. */
export async function sendPodLog(
  services: Services,
  call: Call,
): Promise<void> {
  const { namespace, name } = call.target;
  const { registry, kubelets } = services;
  if (call.verb !== 'get') throw refuse.methodNotAllowed();
  const pod = registry.get<Pod>(resources.pods, namespace, name!);
  await streamPodLogs(registry.store, kubelets, pod, call.query, call.response);
}
