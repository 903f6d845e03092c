import {
  type GitOpsChange,
  gitOpsWarnings,
  type ManagedObject,
} from './gitOpsWarnings';

const objectOf = (
  metadata: object,
  kind: ManagedObject['kind'] = 'Deployment',
) => ({
  kind,
  metadata: { name: 'images', namespace: 'default', ...metadata },
});

const argo = (id: unknown) => ({
  annotations: { 'argocd.argoproj.io/tracking-id': id },
});
const labelled = (labels: object, annotations = {}) => ({
  labels,
  annotations,
});
const ARGO = argo('shop:apps/Deployment:default/images');
const KUSTOMIZATION = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
const INSTANCE = { 'app.kubernetes.io/instance': 'shop' };

it.each<[string, object, GitOpsChange, string[]]>([
  ['nobody', {}, 'env-changed', []],
  [
    'Argo CD, a changed entry',
    ARGO,
    'env-changed',
    [
      'Argo CD manages this deployment, with the application shop. The changed entry is reverted at the next sync, within minutes where self-heal is on; to keep it, change it in Git too, or switch auto-sync off.',
    ],
  ],
  [
    'Argo CD, a new entry',
    ARGO,
    'env-added',
    [
      "Argo CD manages this deployment, with the application shop. An entry that isn't in Git is not reverted, but may stay behind unnoticed: revert it here when it is over.",
    ],
  ],
  ['Argo CD, a restart', ARGO, 'restart', []],
  [
    'Flux, replicas',
    labelled(KUSTOMIZATION),
    'replicas',
    [
      'Flux manages this deployment, with the Kustomization apps. The number of pods is reverted within minutes, if it stands in Git; to keep it, change it in Git too, or suspend the Kustomization.',
    ],
  ],
  [
    'Flux by Helm, a rollout',
    labelled({ 'helm.toolkit.fluxcd.io/name': 'shop', ...INSTANCE }),
    'template',
    [
      'Flux manages this deployment, with the HelmRelease shop. The rollout is repeated at the next upgrade, within minutes where drift detection is on; to keep it, change it in Git too, or suspend the HelmRelease.',
    ],
  ],
  [
    'perhaps Argo CD, a changed entry',
    labelled(INSTANCE),
    'env-changed',
    [
      'Argo CD may manage this deployment: it has the label app.kubernetes.io/instance=shop, which Helm writes too. If so, the changed entry is reverted at the next sync; to keep it, change it in Git too.',
    ],
  ],
  [
    'perhaps Argo CD, a new entry',
    labelled(INSTANCE),
    'env-added',
    [expect.stringMatching(/If so, an entry .* may stay behind unnoticed/)],
  ],
  [
    'an operator of the cluster',
    {
      ownerReferences: [
        null,
        { kind: 'Other', name: 'o' },
        { kind: 'ImageService', name: 'images', controller: true },
      ],
    },
    'env-changed',
    [
      'This deployment belongs to ImageService images. The changed entry is reverted at any time; to keep it, change it there too.',
    ],
  ],
  [
    'Flux that is told to leave it alone',
    labelled(
      { ...KUSTOMIZATION, ...INSTANCE },
      { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' },
    ),
    'env-changed',
    [],
  ],
])('is kept by %s', (_, metadata, change, expected) => {
  expect(gitOpsWarnings(objectOf(metadata), change)).toEqual(expected);
});

it.each([
  ['another name', 'shop:apps/Deployment:default/other'],
  ['another namespace', 'shop:apps/Deployment:staging/images'],
  ['another kind', 'shop:apps/StatefulSet:default/images'],
  ['another group', 'shop:/Deployment:default/images'],
  ['no application', ':apps/Deployment:default/images'],
  ['nothing', ''],
  ['no text', 5],
  ['a megabyte', `${'x'.repeat(1_000_000)}:apps/Deployment:default/images`],
])('trusts no tracking id of %s', (_, id) => {
  expect(gitOpsWarnings(objectOf(argo(id)), 'env-changed')).toEqual([]);
});

it('knows a secret by its tracking id, and one that another object writes', () => {
  expect(
    gitOpsWarnings(
      objectOf(argo('shop:/Secret:default/images'), 'Secret'),
      'secret-key',
    ),
  ).toEqual([
    expect.stringMatching(/^Argo CD .* this secret.* if it stands in Git;/),
  ]);
  const external = {
    ownerReferences: [
      { kind: 'ExternalSecret', name: 'keys', controller: true },
    ],
  };
  expect(gitOpsWarnings(objectOf(external, 'Secret'), 'secret-key')).toEqual([
    'This secret belongs to ExternalSecret keys. The new key is reverted at any time; to keep it, change it there too.',
  ]);
});

describe('a secret without an owner', () => {
  const filledBy = (name: string) => [
    `This secret is also written by ${name}. The new key is reverted the next time it is filled from its source; to keep it, change it at the source too.`,
  ];
  const annotated = (key: string) => ({ annotations: { [key]: 'x' } });
  const managed = (manager: string, fieldsV1: object = { 'f:data': {} }) => ({
    managedFields: [
      { manager: 'kubectl', fieldsV1 },
      { manager, fieldsV1 },
    ],
  });

  it.each<[string, object]>([
    ['External Secrets', annotated('reconcile.external-secrets.io/data-hash')],
    [
      'External Secrets',
      { labels: { 'reconcile.external-secrets.io/created-by': 'x' } },
    ],
    ['Sealed Secrets', annotated('sealedsecrets.bitnami.com/managed')],
    [
      'the Vault Secrets Operator',
      { labels: { 'secrets.hashicorp.com/vso-ownerRefUID': 'x' } },
    ],
    ['Reflector', annotated('reflector.v1.k8s.emberstack.com/reflects')],
    ['Replicator', annotated('replicator.v1.mittwald.de/replicate-from')],
    ['Kyverno', { labels: { 'generate.kyverno.io/policy-name': 'x' } }],
    ['Helm', annotated('meta.helm.sh/release-name')],
    [
      'hashicorp-vso',
      { labels: { 'app.kubernetes.io/managed-by': 'hashicorp-vso' } },
    ],
    ['external-secrets', managed('external-secrets')],
    ['argocd-controller', managed('argocd-controller')],
    ['vault-operator', managed('vault-operator')],
  ])('is filled by %s', (name, metadata) => {
    expect(gitOpsWarnings(objectOf(metadata, 'Secret'), 'secret-key')).toEqual(
      filledBy(name),
    );
  });

  it('may belong to one who does not control it', () => {
    const ownerReferences = [{ kind: 'VaultSecret', name: 'keys' }];
    expect(
      gitOpsWarnings(objectOf({ ownerReferences }, 'Secret'), 'secret-key'),
    ).toEqual([
      expect.stringMatching(/^This secret belongs to VaultSecret keys/),
    ]);
  });

  it.each<[string, object]>([
    ['people', managed('kubectl-edit')],
    ['the portal', managed('backstage-ideogram-incident')],
    ['the cluster itself', managed('kube-controller-manager')],
    ['who writes no data', managed('external-secrets', { 'f:metadata': {} })],
    [
      'nobody, though others reflect it',
      annotated('reflector.v1.k8s.emberstack.com/reflection-allowed'),
    ],
  ])('is not filled by %s', (_, metadata) => {
    expect(gitOpsWarnings(objectOf(metadata, 'Secret'), 'secret-key')).toEqual(
      [],
    );
  });

  it('tells nothing of a deployment', () => {
    const metadata = annotated('meta.helm.sh/release-name');
    expect(gitOpsWarnings(objectOf(metadata), 'env-changed')).toEqual([]);
  });
});
