import { isDeepStrictEqual } from 'node:util';
import type { Deployment, KubeObject, Pod, ReplicaSet } from '../../objects';
import { contentHash } from '../generated';
import { resources } from '../resources';
import type { Registry } from '../registry';
import { deploymentStatus, progressDeadline } from './deploymentStatus';
import { nextStep } from './rollout';

const revision = 'deployment.kubernetes.io/revision';
const hashLabel = 'pod-template-hash';

/** Every other annotation of a deployment goes over to the set that is rolled out. */
const ownAnnotations = [
  revision,
  'kubectl.kubernetes.io/last-applied-configuration',
];

function revisionOf(object: KubeObject): number {
  return Number(object.metadata.annotations?.[revision] ?? 0);
}

function newReplicaSet(deployment: Deployment, hash: string): ReplicaSet {
  const { metadata, spec } = deployment;
  const labels = { ...spec.template.metadata?.labels, [hashLabel]: hash };
  return {
    metadata: {
      name: `${metadata.name}-${hash}`,
      labels,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: metadata.name,
          uid: metadata.uid!,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: 0,
      minReadySeconds: spec.minReadySeconds,
      selector: {
        ...spec.selector,
        matchLabels: { ...spec.selector.matchLabels, [hashLabel]: hash },
      },
      template: {
        ...spec.template,
        metadata: { ...spec.template.metadata, labels },
      },
    },
  };
}

/** Moves a deployment one step on; answers in how many milliseconds to look again. */
export function reconcileDeployment(
  registry: Registry,
  namespace: string,
  name: string,
): number | undefined {
  const { store } = registry;
  const found = store.get(resources.deployments, namespace, name);
  if (!found || found.metadata.deletionTimestamp) return undefined;
  const deployment = found as Deployment;
  const owned = () =>
    store
      .list<ReplicaSet>(resources.replicasets, namespace)
      .filter(set =>
        set.metadata.ownerReferences?.some(
          owner => owner.uid === deployment.metadata.uid,
        ),
      )
      .sort((a, b) => revisionOf(a) - revisionOf(b));
  const hash = contentHash(deployment.spec.template);
  const currentName = `${name}-${hash}`;
  const isCurrent = (set: ReplicaSet) => set.metadata.name === currentName;

  const created = !deployment.spec.paused && !owned().some(isCurrent);
  if (created) {
    registry.create(
      resources.replicasets,
      namespace,
      newReplicaSet(deployment, hash),
    );
  }
  const current = owned().find(isCurrent);
  const old = owned().filter(set => !isCurrent(set));
  if (deployment.spec.paused) {
    scaleWhilePaused(registry, deployment, owned());
  } else if (current) {
    stampRevision(registry, deployment, current, old);
    scale(registry, deployment, current, old);
    forgetOld(registry, deployment, old);
  }
  return reportStatus(
    registry,
    namespace,
    name,
    owned().find(isCurrent),
    owned(),
    created,
  );
}

function reportStatus(
  registry: Registry,
  namespace: string,
  name: string,
  current: ReplicaSet | undefined,
  all: ReplicaSet[],
  created: boolean,
): number | undefined {
  const fresh = registry.get<Deployment>(
    resources.deployments,
    namespace,
    name,
  );
  const status = deploymentStatus(fresh, current, all, created);
  registry.update(
    resources.deployments,
    namespace,
    name,
    { metadata: { name }, status },
    { subresource: 'status' },
  );
  const deadline = progressDeadline({ ...fresh, status });
  return deadline === undefined
    ? undefined
    : Math.max(0, deadline - Date.now());
}

/** The set that is rolled out carries the highest revision, also when it is an old one that came back. */
function stampRevision(
  registry: Registry,
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
) {
  const highest = Math.max(0, ...old.map(revisionOf));
  const number = Math.max(revisionOf(current), highest + 1);
  const handedOver = Object.fromEntries(
    Object.entries(deployment.metadata.annotations ?? {}).filter(
      ([name]) => !ownAnnotations.includes(name),
    ),
  );
  for (const [resource, object] of [
    [resources.replicasets, current],
    [resources.deployments, deployment],
  ] as const) {
    const annotations = {
      ...object.metadata.annotations,
      ...handedOver,
      [revision]: String(number),
    };
    if (isDeepStrictEqual(annotations, object.metadata.annotations)) continue;
    registry.update(resource, object.metadata.namespace, object.metadata.name, {
      ...object,
      metadata: { ...object.metadata, annotations },
    });
  }
}

function scale(
  registry: Registry,
  deployment: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
) {
  const steps =
    deployment.spec.strategy?.type === 'Recreate'
      ? recreateStep(registry, deployment, current, old)
      : nextStep(deployment, current, old);
  const { minReadySeconds } = deployment.spec;
  for (const [set, replicas] of steps) {
    setReplicas(registry, set, { replicas, minReadySeconds });
  }
}

/** A rollout that is paused stays as it is; where none is under way, scaling goes on. */
function scaleWhilePaused(
  registry: Registry,
  { spec }: Deployment,
  all: ReplicaSet[],
) {
  const active = all.filter(set => set.spec.replicas);
  if (active.length > 1) return;
  const [only = all.at(-1)] = active;
  if (only) setReplicas(registry, only, { replicas: spec.replicas });
}

function setReplicas(
  registry: Registry,
  { metadata }: ReplicaSet,
  change: Partial<ReplicaSet['spec']>,
) {
  const { namespace, name } = metadata;
  const set = registry.get<ReplicaSet>(resources.replicasets, namespace, name);
  registry.update(resources.replicasets, namespace, name, {
    ...set,
    spec: { ...set.spec, ...change },
  });
}

function recreateStep(
  registry: Registry,
  { spec }: Deployment,
  current: ReplicaSet,
  old: ReplicaSet[],
): Map<ReplicaSet, number> {
  const uids = old.map(set => set.metadata.uid);
  const running = registry.store
    .list<Pod>(resources.pods, current.metadata.namespace)
    .some(pod =>
      pod.metadata.ownerReferences?.some(owner => uids.includes(owner.uid)),
    );
  const growing = old.filter(set => set.spec.replicas);
  return growing.length || running
    ? new Map(growing.map(set => [set, 0]))
    : new Map([[current, spec.replicas ?? 1]]);
}

function forgetOld(
  registry: Registry,
  { spec }: Deployment,
  old: ReplicaSet[],
) {
  const empty = old.filter(set => !set.spec.replicas && !set.status?.replicas);
  const kept = spec.revisionHistoryLimit ?? 10;
  for (const { metadata } of empty.slice(0, Math.max(0, empty.length - kept))) {
    registry.remove(resources.replicasets, metadata.namespace, metadata.name);
  }
}
