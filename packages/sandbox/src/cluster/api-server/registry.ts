import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { timestamp } from '../conditions';
import type { Condition, KubeObject, ObjectMeta, Pod } from '../objects';
import { withOwners } from './managedFields';
import { checkName } from './names';
import { randomSuffix } from './generated';
import { checkPodQuota } from './podQuota';
import { apiVersionOf, resources, type Resource } from './resources';
import { refuse } from './statusError';
import type { Store } from './store';
import { countsGenerations, prepare } from './strategies/strategies';

interface WriteOptions {
  /** Do everything but store it. */
  dryRun?: boolean;
  /** Who owns what is written; nobody where it is left out. */
  manager?: string;
}

interface RemoveOptions extends WriteOptions {
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/** The object as JSON has it: a field that is undefined is not there. */
function plain(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object));
}

/** The one place where objects are written: names, versions, generations, preconditions. */
export class Registry {
  constructor(readonly store: Store) {}

  get<T extends KubeObject = KubeObject>(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): T {
    const object = this.store.get(resource, namespace, name);
    if (!object) throw refuse.notFound(resource, name);
    return object as T;
  }

  create(
    resource: Resource,
    namespace: string | undefined,
    given: KubeObject,
    { dryRun, manager }: WriteOptions = {},
  ): KubeObject {
    const name =
      given.metadata?.name ||
      (given.metadata?.generateName
        ? `${given.metadata.generateName}${randomSuffix()}`
        : '');
    checkName(resource, name);
    if (resource.namespaced) this.checkNamespace(resource, namespace!, name);
    if (this.store.get(resource, namespace, name)) {
      throw refuse.alreadyExists(resource, name);
    }
    if (given.metadata.resourceVersion) {
      throw refuse.badRequest(
        'resourceVersion should not be set on objects to be created',
      );
    }
    const metadata: ObjectMeta = {
      ...given.metadata,
      name,
      ...(namespace && { namespace }),
      uid: randomUUID(),
      creationTimestamp: timestamp(),
      ...(countsGenerations(resource) && { generation: 1 }),
    };
    delete metadata.deletionTimestamp;
    delete metadata.managedFields;
    const { status: _ignored, ...rest } = given;
    const made = plain(
      prepare(resource, {
        ...(resource.subresources?.includes('status') ? rest : given),
        apiVersion: apiVersionOf(resource),
        kind: resource.kind,
        metadata,
      }),
    );
    const object = withOwners(resource, undefined, made, { manager });
    if (resource === resources.pods) {
      checkPodQuota(this.store, namespace!, name);
    }
    return dryRun ? object : this.store.put(resource, object);
  }

  /** Replaces an object, or with `subresource` its status alone. */
  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    given: KubeObject,
    options: WriteOptions & { subresource?: 'status' } = {},
  ): KubeObject {
    const old = this.get(resource, namespace, name);
    this.checkPreconditions(resource, old, given.metadata);
    if (options.subresource === 'status') {
      const changed = { ...old, status: given.status };
      return this.settle(resource, old, changed, options);
    }
    const candidate: KubeObject = {
      ...given,
      apiVersion: old.apiVersion,
      kind: old.kind,
      metadata: {
        ...given.metadata,
        name: old.metadata.name,
        namespace: old.metadata.namespace,
        uid: old.metadata.uid,
        creationTimestamp: old.metadata.creationTimestamp,
        generation: old.metadata.generation,
        deletionTimestamp: old.metadata.deletionTimestamp,
        deletionGracePeriodSeconds: old.metadata.deletionGracePeriodSeconds,
        resourceVersion: old.metadata.resourceVersion,
        managedFields: old.metadata.managedFields,
      },
    };
    if (resource.subresources?.includes('status')) {
      candidate.status = old.status;
    }
    const next = prepare(resource, candidate, old);
    if (
      countsGenerations(resource) &&
      !isDeepStrictEqual(next.spec, old.spec)
    ) {
      next.metadata = {
        ...next.metadata,
        generation: (old.metadata.generation ?? 0) + 1,
      };
    }
    return this.settle(resource, old, next, options);
  }

  /** Deletes; a pod that runs is first only marked, and its node agent deletes it for good. */
  remove(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    { dryRun, gracePeriodSeconds, preconditions }: RemoveOptions = {},
  ): KubeObject {
    const object = this.get(resource, namespace, name);
    if (preconditions) {
      this.checkPreconditions(resource, object, preconditions);
    }
    const grace = this.graceFor(resource, object, gracePeriodSeconds);
    if (grace === undefined) {
      return dryRun ? object : this.store.remove(resource, object);
    }
    const marked: KubeObject = {
      ...object,
      metadata: {
        ...object.metadata,
        deletionTimestamp:
          object.metadata.deletionTimestamp ??
          timestamp(Date.now() + grace * 1000),
        deletionGracePeriodSeconds: Math.min(
          grace,
          object.metadata.deletionGracePeriodSeconds ?? Infinity,
        ),
      },
      ...(resource === resources.namespaces && {
        status: { phase: 'Terminating' },
      }),
    };
    return this.settle(resource, object, marked, { dryRun });
  }

  /** Puts a pod on a node, which nobody but the scheduler may do. */
  bind(pod: Pod, nodeName: string): void {
    const scheduled: Condition = {
      type: 'PodScheduled',
      status: 'True',
      lastTransitionTime: timestamp(),
    };
    this.store.put(resources.pods, {
      ...pod,
      spec: { ...pod.spec, nodeName },
      status: {
        ...pod.status,
        conditions: [
          ...(pod.status?.conditions ?? []).filter(
            condition => condition.type !== 'PodScheduled',
          ),
          scheduled,
        ],
      },
    } as Pod);
  }

  private settle(
    resource: Resource,
    old: KubeObject,
    next: KubeObject,
    options: WriteOptions & { subresource?: 'status' },
  ): KubeObject {
    const changed = plain(next);
    if (isDeepStrictEqual(changed, old)) return old;
    const settled = withOwners(resource, old, changed, options);
    return options.dryRun ? settled : this.store.put(resource, settled);
  }

  private checkPreconditions(
    resource: Resource,
    object: KubeObject,
    wanted: { uid?: string; resourceVersion?: string } = {},
  ) {
    const { name, uid, resourceVersion } = object.metadata;
    if (wanted.uid && wanted.uid !== uid) {
      throw refuse.conflict(
        resource,
        name,
        `Precondition failed: UID in precondition: ${wanted.uid}, UID in object meta: ${uid}`,
      );
    }
    if (wanted.resourceVersion && wanted.resourceVersion !== resourceVersion) {
      throw refuse.conflict(resource, name);
    }
  }

  private checkNamespace(resource: Resource, namespace: string, name: string) {
    const found = this.get(resources.namespaces, undefined, namespace);
    if (found.metadata.deletionTimestamp) {
      throw refuse.forbidden(
        resource,
        name,
        `unable to create new content in namespace ${namespace} because it is being terminated`,
      );
    }
  }

  /** How long an object may live on after its deletion; undefined: not at all. */
  private graceFor(
    resource: Resource,
    object: KubeObject,
    wanted?: number,
  ): number | undefined {
    if (resource === resources.namespaces) {
      const filled = [...Object.values(resources)].some(
        kind =>
          kind.namespaced &&
          this.store.list(kind, object.metadata.name).length > 0,
      );
      return filled ? 0 : undefined;
    }
    const runs = resource === resources.pods && object.spec?.nodeName;
    if (!runs) return undefined;
    const grace =
      wanted ?? object.spec.terminationGracePeriodSeconds ?? undefined;
    return grace === 0 ? undefined : grace;
  }
}
