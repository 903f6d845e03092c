import {
  ApiException,
  createConfiguration,
  KubeConfig,
  type KubernetesObject,
  type KubernetesObjectApi,
  PatchStrategy,
  ServerConfiguration,
  setHeaderOptions,
  wrapHttpLibrary,
  type Configuration,
} from '@kubernetes/client-node';
import type { Status } from './objects';

/** Access to the sandbox's cluster, as somebody with this token. */
export function kubeconfig(
  url: string,
  ca: string,
  user: string,
  token: string,
): KubeConfig {
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [
      {
        name: 'sandbox',
        server: url,
        caData: Buffer.from(ca).toString('base64'),
      },
    ],
    users: [{ name: user, token }],
    contexts: [{ name: 'sandbox', cluster: 'sandbox', user }],
    currentContext: 'sandbox',
  });
  return config;
}

const maxWaitMs = 10_000;
const { httpApi } = createConfiguration();

/** The client's own waits for ever, and words a refusal as code, body and headers. */
const transport = wrapHttpLibrary({
  async send(request) {
    const signal = AbortSignal.timeout(maxWaitMs);
    request.setSignal(signal);
    const response = await httpApi
      .send(request)
      .toPromise()
      .catch(error => {
        throw signal.aborted
          ? new Error(
              `${request.getHttpMethod()} ${request.getUrl()}: no answer within ${
                maxWaitMs / 1000
              } s`,
            )
          : error;
      });
    if (response.httpStatusCode < 300) return response;
    throw refusal(response.httpStatusCode, await response.body.text());
  },
});

/** One of the typed clients of Kubernetes, such as `CoreV1Api`. */
export function apiClient<T>(
  kubeConfig: KubeConfig,
  Api: new (configuration: Configuration) => T,
): T {
  const cluster = kubeConfig.getCurrentCluster();
  if (!cluster) throw new Error('The kubeconfig names no current cluster.');
  return new Api(
    createConfiguration({
      baseServer: new ServerConfiguration(cluster.server, {}),
      authMethods: { default: kubeConfig },
      httpApi: transport,
    }),
  );
}

/** A refusal in the API server's own words; `body` is its account of it. */
export function refusal(
  code: number,
  text: string,
): ApiException<Status | undefined> {
  let status: Status | undefined;
  try {
    const parsed = JSON.parse(text);
    if (parsed?.kind === 'Status') status = parsed;
  } catch {
    // Not every refusal comes from the API server itself.
  }
  const error = new ApiException(code, '', status, {});
  error.message =
    status?.message ??
    (text.trim().slice(0, 500) || `the API server answered ${code}`);
  return error;
}

export function isRefusal(error: unknown, ...codes: number[]): boolean {
  return error instanceof ApiException && codes.includes(error.code);
}

/** For a patch that merges lists by their keys, as `kubectl` does. */
export const strategicMerge = setHeaderOptions(
  'Content-Type',
  PatchStrategy.StrategicMergePatch,
);
export const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);

/** Creates an object, or merges it into the one that is there. */
export async function apply(
  objects: KubernetesObjectApi,
  object: KubernetesObject,
): Promise<KubernetesObject> {
  try {
    return await objects.create(object);
  } catch (error) {
    if (!isRefusal(error, 409)) throw error;
    const none = undefined;
    const strategy = PatchStrategy.MergePatch;
    return objects.patch(object, none, none, none, none, strategy);
  }
}
