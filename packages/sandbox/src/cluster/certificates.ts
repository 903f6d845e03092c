import { generate } from 'selfsigned';

/** A certificate and its private key, PEM. */
export interface Certificate {
  certificate: string;
  key: string;
}

const lifetimeDays = 365;

function dates() {
  const now = Date.now();
  return {
    // A clock that was just set back must not make the certificate invalid.
    notBeforeDate: new Date(now - 3600_000),
    notAfterDate: new Date(now + lifetimeDays * 24 * 3600_000),
  };
}

/** A certificate authority that lives as long as its cluster. */
export async function createAuthority(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'sandbox-ca' }], {
    ...dates(),
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { certificate: made.cert, key: made.private };
}

/** A certificate for a server on this machine, or for a client, by its common name and further names. */
export async function issueCertificate(
  authority: Certificate,
  commonName: string,
  use: 'server' | 'client',
  names: string[] = [],
): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: commonName }], {
    ...dates(),
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { cert: authority.certificate, key: authority.key },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      use === 'server'
        ? { name: 'extKeyUsage', serverAuth: true }
        : { name: 'extKeyUsage', clientAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          ...names.map(value => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  return { certificate: made.cert, key: made.private };
}
