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
    | 'owner';
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

const RECONCILE = 'kustomize.toolkit.fluxcd.io/reconcile';

/** Who writes the object too, as its labels and annotations say. */
export function managersOf(object: ManagedObject): Manager[] {
  const { labels, annotations, ownerReferences } = object.metadata ?? {};
  const isSuspended =
    (annotations?.[RECONCILE] ?? labels?.[RECONCILE]) === 'disabled';
  const owner = ownerReferences?.find(each => each?.controller);
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
};

/** When what differs from Git is set back. */
const WHEN: Record<Manager['tool'], string> = {
  'argo-cd': 'at the next sync, within minutes where self-heal is on',
  'perhaps-argo-cd': 'at the next sync',
  kustomization: 'within minutes',
  'helm-release':
    'at the next upgrade, within minutes where drift detection is on',
  owner: 'at any time',
};

const KEPT_BY: Record<Manager['tool'], string> = {
  'argo-cd': 'change it in Git too, or switch auto-sync off',
  'perhaps-argo-cd': 'change it in Git too',
  kustomization: 'change it in Git too, or suspend the Kustomization',
  'helm-release': 'change it in Git too, or suspend the HelmRelease',
  owner: 'change it there too',
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
    return "an entry that isn't in Git is not reverted, but may live on as a ghost: revert it here when it is over";
  }
  const perhaps = PERHAPS_REVERTED[change];
  const what = REVERTED[change] ?? perhaps;
  if (!what) return undefined;
  const condition = perhaps && tool !== 'owner' ? ', if it stands in Git' : '';
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
