import type { ClusterConnection } from 'backstage-plugin-ideogram-incident-node';
import type { Section } from './section';
import { baseAddress } from './values/address';
import { flag, line } from './values/basics';
import { Refusal, type Parse } from './values/parse';

/** A cluster that a target may name, or the reason why it must not. */
export type KnownCluster =
  | { connection: ClusterConnection }
  | { unusable: string };

export type KnownClusters = ReadonlyMap<string, KnownCluster>;

/** Tokens from files end in a line break. */
export const token: Parse<string> = raw => {
  const value = typeof raw === 'string' ? raw.trim() : '';
  if (!/^[\x21-\x7e]+$/.test(value)) {
    throw new Refusal('must be a token: a text without spaces');
  }
  return value;
};

export const caData: Parse<string> = raw => {
  const isBase64 =
    typeof raw === 'string' && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(raw);
  const pem = isBase64 ? Buffer.from(raw, 'base64').toString('latin1') : '';
  if (!isBase64 || !pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new Refusal('must be a certificate in PEM, as base64');
  }
  return raw;
};

export const serverAddress = baseAddress('use serviceAccountToken');

const WAYS = ['url', 'kubeconfig', 'inCluster'] as const;

function readCluster(section: Section): ClusterConnection {
  const name = section.required('name', line);
  const url = section.optional('url', serverAddress);
  const kubeconfig = section.optional('kubeconfig', line);
  const inCluster = section.optional('inCluster', flag);
  const caFile = section.optional('caFile', line);
  const ca = section.optional('caData', caData);
  const bearer = section.optional('serviceAccountToken', token);

  const ways = WAYS.filter(
    way => section.has(way) && !(way === 'inCluster' && inCluster === false),
  );
  if (ways.length !== 1) {
    section.mistakeHere(
      'must say how the cluster is reached by exactly one of url (with serviceAccountToken), kubeconfig (a file) and inCluster: true',
    );
  }
  if (caFile !== undefined && ca !== undefined) {
    section.mistake('caData', 'must not stand beside caFile; keep one of them');
  }
  if (section.has('url')) {
    if (!section.has('serviceAccountToken')) {
      section.mistake('serviceAccountToken', 'is missing');
    }
  } else {
    for (const key of ['serviceAccountToken', 'caFile', 'caData']) {
      if (section.has(key)) section.mistake(key, 'needs url beside it');
    }
  }

  if (kubeconfig !== undefined) {
    return { type: 'kubeconfig', name, file: kubeconfig };
  }
  if (inCluster) return { type: 'in-cluster', name };
  return {
    type: 'token',
    name,
    url: url as string,
    token: bearer as string,
    ...(caFile !== undefined && { caFile }),
    ...(ca !== undefined && { caData: ca }),
  };
}

/** Reads `ideogramIncident.clusters`. */
export function readClusters(root: Section): KnownClusters {
  const clusters = new Map<string, KnownCluster>();
  root.sections('clusters', section => {
    const connection = readCluster(section);
    if (connection.name === undefined) return;
    if (clusters.has(connection.name)) {
      section.mistake('name', 'is the name of an earlier cluster too');
    }
    clusters.set(connection.name, { connection });
  });
  return clusters;
}
