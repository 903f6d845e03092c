import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { issueCertificate, type Certificate } from '../certificates';
import { kubeconfig } from '../kubernetesClient';

/** The tokens of those who are there before any service account is. */
export interface Tokens {
  admin: string;
  node: string;
}

/** Writes the files with which the parts of a control plane know each other, for their owner alone. */
export async function writeCredentials(
  folder: string,
  url: string,
  authority: Certificate,
  nodeName: string,
): Promise<Tokens> {
  const write = (name: string, text: string) =>
    writeFile(path.join(folder, name), text, { mode: 0o600 });
  const writePair = async (name: string, use: 'server' | 'client') => {
    const pair = await issueCertificate(authority, name, use);
    await write(`${name}.crt`, pair.certificate);
    await write(`${name}.key`, pair.key);
  };
  await write('ca.crt', authority.certificate);
  await writePair('etcd', 'server');
  await writePair('etcd-client', 'client');
  await writePair('kube-apiserver', 'server');
  await writePair('kube-apiserver-kubelet-client', 'client');
  await writePair('front-proxy-client', 'client');

  const accounts = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  await write('accounts.key', accounts.privateKey);
  await write('accounts.pub', accounts.publicKey);

  const parts = ['kube-controller-manager', 'kube-scheduler'];
  const users = [
    { token: newToken(), name: 'admin', groups: 'system:masters' },
    {
      token: newToken(),
      name: `system:node:${nodeName}`,
      groups: 'system:masters',
    },
    ...parts.map(part => ({
      token: newToken(),
      name: `system:${part}`,
      groups: '',
    })),
  ];
  await write(
    'tokens.csv',
    users
      .map(
        ({ token, name, groups }) => `${token},${name},${name},"${groups}"\n`,
      )
      .join(''),
  );
  const [admin, node, ...others] = users;
  for (const [index, { token, name }] of others.entries()) {
    const config = kubeconfig(url, authority.certificate, name, token);
    await write(`${parts[index]}.kubeconfig`, config.exportConfig());
  }
  return { admin: admin.token, node: node.token };
}

function newToken(): string {
  return randomBytes(32).toString('base64url');
}
