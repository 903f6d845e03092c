import type { V1ObjectMeta } from '@kubernetes/client-node';
import { oneLine } from 'backstage-plugin-ideogram-incident-common';

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
