import path from 'node:path';

export interface Places {
  /** The folder of certificates, data and logs. */
  folder: string;
  port: number;
  etcdPort: number;
  etcdPeerPort: number;
}

/** What the API server writes down of each request: who, what, when, and never a body. */
export const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived'],
  rules: [
    // Heartbeats and the control plane's own work would drown everything else.
    { level: 'None', resources: [{ group: 'coordination.k8s.io' }] },
    { level: 'None', resources: [{ resources: ['nodes/status'] }] },
    {
      level: 'None',
      users: [
        'system:apiserver',
        'system:kube-controller-manager',
        'system:kube-scheduler',
      ],
    },
    { level: 'None', userGroups: ['system:serviceaccounts:kube-system'] },
    { level: 'Metadata' },
  ],
};

function pair(name: string) {
  return [`${name}.crt`, `${name}.key`];
}

/** How each part of the control plane is started, in this order. */
export function argumentsFor({ folder, port, etcdPort, etcdPeerPort }: Places) {
  const file = (name: string) => path.join(folder, name);
  const etcd = `https://127.0.0.1:${etcdPort}`;
  const peer = `https://127.0.0.1:${etcdPeerPort}`;
  const [etcdCertificate, etcdKey] = pair('etcd').map(file);
  const [etcdClientCertificate, etcdClientKey] = pair('etcd-client').map(file);
  const [certificate, key] = pair('kube-apiserver').map(file);
  const [kubeletCertificate, kubeletKey] = pair(
    'kube-apiserver-kubelet-client',
  ).map(file);
  const [proxyCertificate, proxyKey] = pair('front-proxy-client').map(file);
  const ca = file('ca.crt');
  return {
    etcd: [
      `--data-dir=${file('etcd')}`,
      // What is in it does not outlive the run.
      '--unsafe-no-fsync',
      '--log-level=warn',
      '--enable-grpc-gateway=false',
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      `--cert-file=${etcdCertificate}`,
      `--key-file=${etcdKey}`,
      '--client-cert-auth',
      `--trusted-ca-file=${ca}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      `--peer-cert-file=${etcdCertificate}`,
      `--peer-key-file=${etcdKey}`,
      '--peer-client-cert-auth',
      `--peer-trusted-ca-file=${ca}`,
    ],
    'kube-apiserver': [
      `--etcd-servers=${etcd}`,
      `--etcd-cafile=${ca}`,
      `--etcd-certfile=${etcdClientCertificate}`,
      `--etcd-keyfile=${etcdClientKey}`,
      '--bind-address=127.0.0.1',
      '--advertise-address=127.0.0.1',
      `--secure-port=${port}`,
      `--tls-cert-file=${certificate}`,
      `--tls-private-key-file=${key}`,
      `--token-auth-file=${file('tokens.csv')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${file('accounts.pub')}`,
      `--service-account-signing-key-file=${file('accounts.key')}`,
      `--kubelet-client-certificate=${kubeletCertificate}`,
      `--kubelet-client-key=${kubeletKey}`,
      `--kubelet-certificate-authority=${ca}`,
      `--proxy-client-cert-file=${proxyCertificate}`,
      `--proxy-client-key-file=${proxyKey}`,
      '--authorization-mode=Node,RBAC',
      '--service-cluster-ip-range=10.0.0.0/16',
      '--endpoint-reconciler-type=none',
      `--audit-policy-file=${file('audit-policy.json')}`,
      `--audit-log-path=${file('audit.log')}`,
      '--audit-log-maxsize=50',
      '--audit-log-maxbackup=1',
    ],
    'kube-controller-manager': [
      `--kubeconfig=${file('kube-controller-manager.kubeconfig')}`,
      '--leader-elect=false',
      // Nobody asks it anything.
      '--secure-port=0',
      '--use-service-account-credentials',
      `--root-ca-file=${ca}`,
      `--service-account-private-key-file=${file('accounts.key')}`,
    ],
    'kube-scheduler': [
      `--kubeconfig=${file('kube-scheduler.kubeconfig')}`,
      '--leader-elect=false',
      '--secure-port=0',
    ],
  };
}
