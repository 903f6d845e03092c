import { issueCertificate } from '../certificates';
import type { StartControlPlane } from '../controlPlane';
import { startApiServer } from './server';

/** The stand-in for a control plane, in this process. */
export function standIn(): StartControlPlane {
  return async ({ port, authority, nodeName, logger }) => {
    const server = await startApiServer({
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
      stop: server.stop,
    };
  };
}
