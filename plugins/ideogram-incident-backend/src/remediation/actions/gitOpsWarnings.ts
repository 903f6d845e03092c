import type { V1ObjectMeta } from '@kubernetes/client-node';
import {
  capitalized,
  oneLine,
} from 'backstage-plugin-ideogram-incident-common';

/** What is known of an object: enough to tell who else writes it. */
export interface ManagedObject {
  kind: 'Deployment' | 'Secret';
  metadata?: V1ObjectMeta;
}

export interface Manager {
  tool:
    | 'argo-cd'
    | 'perhaps-argo-cd'
    | 'kustomization'
    | 'helm-release'
    | 'owner'
    | 'writer';
  /** Of the application and the like. */
  name: string;
}

const TRACKING_ID =
  /^([^:]{1,253}):([^:/]{0,253})\/([^:/]{1,63}):([^:/]{0,63})\/([^:/]{1,253})$/;

const GROUPS = { Deployment: 'apps', Secret: '' };

/** A copy of an object carries the annotation of the original along. */
function argoApplication({ kind, metadata }: ManagedObject) {
  const id = metadata?.annotations?.['argocd.argoproj.io/tracking-id'];
  const [, application, ...object] = TRACKING_ID.exec(id ?? '') ?? [];
  const own = [GROUPS[kind], kind, metadata?.namespace, metadata?.name];
  return own.every((part, index) => part === object[index])
    ? application
    : undefined;
}

/**
 * What marks a secret that is filled from elsewhere, though it may belong to
 * nobody: the beginning of a key among its annotations and labels.
 */
const MARKS: [tool: string, key: RegExp][] = [
  ['External Secrets', /^(?:reconcile\.)?external-secrets\.io\//],
  ['Sealed Secrets', /^sealedsecrets\.bitnami\.com\//],
  ['the Vault Secrets Operator', /^secrets\.hashicorp\.com\//],
  ['Bank-Vaults', /^vault\.security\.banzaicloud\.io\//],
  [
    'Reflector',
    /^reflector\.v1\.k8s\.emberstack\.com\/(?:reflects|reflected|auto-reflects)/,
  ],
  ['Replicator', /^replicator\.v1\.mittwald\.de\/replicate(?:-from|d-)/],
  ['Config Syncer', /^(?:kubed|config-syncer)\.appscode\.com\/origin/],
  ['Kyverno', /^generate\.kyverno\.io\//],
  ['the Secrets Store CSI driver', /^secrets-store\.csi\./],
  ['the 1Password Operator', /^operator\.1password\.io\//],
  ['Doppler', /^secrets\.doppler\.com\//],
  ['Infisical', /^secrets\.infisical\.com\//],
  ['akv2k8s', /akv2k8s\.io\//],
  ['Bitwarden', /^k8s\.bitwarden\.com\//],
  ['Crossplane', /^(?:connection\.)?crossplane\.io\//],
  ['a parent namespace', /^hnc\.x-k8s\.io\/inherited-from/],
  ['Argo CD', /^argocd\.argoproj\.io\/instance/],
  ['Helm', /^meta\.helm\.sh\/release-name/],
];
const MANAGED_BY =
  /^(?:(?:app\.kubernetes\.io|.*\.io)\/)?(?:managed|created)-by$/;
/** Names of those who write again and again, as the cluster records them. */
const WRITES_AGAIN =
  /external-?secrets|sealed-?secrets|vault|secret.*(?:operator|controller|sync|manager)|reflector|replicator|kyverno|doppler|infisical|1password|onepassword|akv2k8s|crossplane|argocd|argo-cd|flux|kustomize-controller|helm-controller|terraform|pulumi|operator|(?<!kube-)controller(?!-manager)/i;

/** Who fills a secret from elsewhere, by what it left there. */
function writerOf({ labels, annotations, managedFields }: V1ObjectMeta) {
  const marks = Object.entries({ ...labels, ...annotations });
  const known = MARKS.find(([, key]) => marks.some(([name]) => key.test(name)));
  if (known) return known[0];
  const [, by] = marks.find(([name]) => MANAGED_BY.test(name)) ?? [];
  if (by && !/kubectl|backstage/i.test(by)) return by;
  return managedFields?.find(
    each =>
      WRITES_AGAIN.test(each?.manager ?? '') &&
      Object.hasOwn(each.fieldsV1 ?? {}, 'f:data'),
  )?.manager;
}

const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';

/** Who writes the object too, as its labels and annotations say. */
export function managersOf(object: ManagedObject): Manager[] {
  const { labels, annotations, ownerReferences } = object.metadata ?? {};
  const isSuspended =
    (annotations?.[RECONCILE] ?? labels?.[RECONCILE]) === 'disabled';
  const isSecret = object.kind === 'Secret';
  const owner =
    ownerReferences?.find(each => each?.controller) ??
    (isSecret ? ownerReferences?.find(each => each?.kind) : undefined);
  const application = argoApplication(object);
  const kustomization = labels?.['kustomize.toolkit.fluxcd.io/name'];
  const helmRelease = labels?.['helm.toolkit.fluxcd.io/name'];
  const instance = labels?.['app.kubernetes.io/instance'];
  const strong: [Manager['tool'], unknown][] = [
    ['owner', owner && `${owner.kind} ${owner.name}`],
    ['argo-cd', application],
    ['kustomization', isSuspended ? undefined : kustomization],
    ['helm-release', helmRelease],
  ];
  if (isSecret && !strong.some(([, name]) => name)) {
    strong.push(['writer', writerOf(object.metadata ?? {})]);
  }
  const found = strong.some(([, name]) => name) || isSuspended;
  const all = found
    ? strong
    : [...strong, ['perhaps-argo-cd', instance] as const];
  return all.flatMap(([tool, name]) =>
    typeof name === 'string' && name ? [{ tool, name: oneLine(name) }] : [],
  );
}

export type GitOpsChange =
  | 'env-changed'
  | 'env-added'
  | 'env-removed'
  | 'secret-key'
  | 'replicas'
  | 'template'
  | 'restart';

const WHO: Record<Manager['tool'], (kind: string, name: string) => string> = {
  'argo-cd': (kind, name) =>
    `Argo CD manages this ${kind}, with the application ${name}`,
  'perhaps-argo-cd': (kind, name) =>
    `Argo CD may manage this ${kind}: it has the label app.kubernetes.io/instance=${name}, which Helm writes too`,
  kustomization: (kind, name) =>
    `Flux manages this ${kind}, with the Kustomization ${name}`,
  'helm-release': (kind, name) =>
    `Flux manages this ${kind}, with the HelmRelease ${name}`,
  owner: (kind, name) => `This ${kind} belongs to ${name}`,
  writer: (kind, name) => `This ${kind} is also written by ${name}`,
};

/** When what differs from Git is set back. */
const WHEN: Record<Manager['tool'], string> = {
  'argo-cd': 'at the next sync, within minutes where self-heal is on',
  'perhaps-argo-cd': 'at the next sync',
  kustomization: 'within minutes',
  'helm-release':
    'at the next upgrade, within minutes where drift detection is on',
  owner: 'at any time',
  writer: 'the next time it is filled from its source',
};

const KEPT_BY: Record<Manager['tool'], string> = {
  'argo-cd': 'change it in Git too, or switch auto-sync off',
  'perhaps-argo-cd': 'change it in Git too',
  kustomization: 'change it in Git too, or suspend the Kustomization',
  'helm-release': 'change it in Git too, or suspend the HelmRelease',
  owner: 'change it there too',
  writer: 'change it at the source too',
};

/** What is in Git for certain, for it stood there before. */
const REVERTED: Partial<Record<GitOpsChange, string>> = {
  'env-changed': 'the changed entry is reverted',
  template: 'the rollout is repeated',
};

/** What need not stand in Git. */
const PERHAPS_REVERTED: Partial<Record<GitOpsChange, string>> = {
  'env-removed': 'the entry comes back',
  'secret-key': 'the new key is reverted',
  replicas: 'the number of pods is reverted',
};

function consequence(
  tool: Manager['tool'],
  change: GitOpsChange,
): string | undefined {
  if (change === 'env-added') {
    return "an entry that isn't in Git is not reverted, but may stay behind unnoticed: revert it here when it is over";
  }
  const perhaps = PERHAPS_REVERTED[change];
  const what = REVERTED[change] ?? perhaps;
  if (!what) return undefined;
  const isOfGit = tool !== 'owner' && tool !== 'writer';
  const condition = perhaps && isOfGit ? ', if it stands in Git' : '';
  return `${what} ${WHEN[tool]}${condition}; to keep it, ${KEPT_BY[tool]}`;
}

/**
 * What becomes of a change where somebody else keeps the object as it stands
 * in Git, two sentences for each. A restart is left alone by all of them.
 */
export function gitOpsWarnings(
  object: ManagedObject,
  change: GitOpsChange,
): string[] {
  return managersOf(object).flatMap(({ tool, name }) => {
    const what = consequence(tool, change);
    if (!what) return [];
    const who = WHO[tool](object.kind.toLowerCase(), name);
    return tool === 'perhaps-argo-cd'
      ? `${who}. If so, ${what}.`
      : `${who}. ${capitalized(what)}.`;
  });
}
