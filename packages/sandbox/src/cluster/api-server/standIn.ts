import { issueCertificate } from '../certificates';
import type { StartControlPlane } from '../controlPlane';
import { startApiServer, type ApiServerOptions } from './server';

/** For tests: what the stand-in refuses, and where it fails. */
export type StandInOptions = Pick<ApiServerOptions, 'admission' | 'onRequest'>;

/** The stand-in for a control plane, in this process. */
export function standIn(options: StandInOptions = {}): StartControlPlane {
  return async ({ port, authority, nodeName, logger }) => {
    const server = await startApiServer({
      ...options,
      port,
      ca: authority.certificate,
      serving: await issueCertificate(authority, 'kube-apiserver', 'server'),
      kubeletClient: await issueCertificate(
        authority,
        'kube-apiserver-kubelet-client',
        'client',
      ),
      logger,
    });
    const groups = ['system:masters'];
    return {
      url: server.url,
      tokens: {
        admin: server.tokens.issue({ name: 'admin', groups }),
        node: server.tokens.issue({ name: `system:node:${nodeName}`, groups }),
      },
      servesMetrics: true,
      stop: server.stop,
    };
  };
}
