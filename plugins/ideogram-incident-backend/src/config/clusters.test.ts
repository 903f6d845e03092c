import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readIdeogramIncidentConfig } from './readConfig';

const read = (ideogramIncident: JsonObject, rest: JsonObject = {}) =>
  readIdeogramIncidentConfig(new ConfigReader({ ...rest, ideogramIncident }));

const CA = btoa('-----BEGIN CERTIFICATE-----\nMII');

const cluster = (rest: JsonObject = {}) => ({
  name: 'production',
  url: 'https://10.0.0.1:6443',
  serviceAccountToken: 'a-token',
  ...rest,
});

describe('clusters', () => {
  const connection = (ideogramIncident: JsonObject, rest?: JsonObject) =>
    read(
      {
        targets: { production: { kubernetes: { cluster: 'production' } } },
        ...ideogramIncident,
      },
      rest,
    ).targets.get('production')?.kubernetes?.connection;

  const ofKubernetesPlugin = (rest: JsonObject): JsonObject => ({
    kubernetes: {
      clusterLocatorMethods: [
        { type: 'catalog' },
        {
          type: 'config',
          clusters: [
            {
              name: 'production',
              url: 'https://10.0.0.2',
              authProvider: 'serviceAccount',
              ...rest,
            },
          ],
        },
      ],
    },
  });

  it.each([
    [
      'a token',
      cluster({ serviceAccountToken: 'abc\n', caFile: '/ca.crt' }),
      {
        type: 'token',
        name: 'production',
        url: 'https://10.0.0.1:6443',
        token: 'abc',
        caFile: '/ca.crt',
      },
    ],
    [
      'a kubeconfig',
      { name: 'production', kubeconfig: '/etc/kubeconfig' },
      { type: 'kubeconfig', name: 'production', file: '/etc/kubeconfig' },
    ],
    [
      'the account of the pod',
      { name: 'production', inCluster: true },
      { type: 'in-cluster', name: 'production' },
    ],
  ])('are reached with %s', (_, configured, expected) => {
    expect(connection({ clusters: [configured] })).toEqual(expected);
  });

  it.each([
    [
      { serviceAccountToken: 'xyz', caData: CA, skipTLSVerify: true },
      {
        type: 'token',
        name: 'production',
        url: 'https://10.0.0.2',
        token: 'xyz',
        caData: CA,
        skipTLSVerify: true,
      },
    ],
    [{}, { type: 'in-cluster', name: 'production' }],
  ])('come from the Kubernetes plugin too: %j', (configured, expected) => {
    expect(connection({}, ofKubernetesPlugin(configured))).toEqual(expected);
  });

  it('of our own win over those of the Kubernetes plugin', () => {
    expect(
      connection(
        { clusters: [cluster()] },
        ofKubernetesPlugin({ serviceAccountToken: 'xyz' }),
      ),
    ).toMatchObject({ url: 'https://10.0.0.1:6443' });
  });

  it.each([
    [
      { authProvider: 'google' },
      'authProvider must be serviceAccount for this plugin to sign in',
    ],
    [
      { serviceAccountToken: 'xyz', url: 'ftp://x' },
      'url must be a full http or https address, such as https://example.com',
    ],
  ])('of the Kubernetes plugin matter only in use: %j', (wrong, why) => {
    const rest = ofKubernetesPlugin(wrong);
    expect(() => read({ targets: { production: {} } }, rest)).not.toThrow();
    expect(() => connection({}, rest)).toThrow(
      `ideogramIncident.targets.production.kubernetes.cluster names a cluster that can't be used: kubernetes.clusterLocatorMethods[1].clusters[0].${why}; correct it, or define the cluster in ideogramIncident.clusters`,
    );
  });
});
