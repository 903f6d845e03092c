import { KubeConfig } from '@kubernetes/client-node';

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
