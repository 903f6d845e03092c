import { capitalized } from 'backstage-plugin-ideogram-incident-common';
import { managersOf, type ManagedObject, type Manager } from './managers';

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
