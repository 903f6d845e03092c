import type { KubeObject } from '../objects';
import type { Resource } from './resources';

/** A change of one object. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: Resource;
  object: KubeObject;
  /** What the object was before, where it was there before. */
  previous?: KubeObject;
  version: number;
}

/** How many changes a watch may lag behind before it has to list again. */
const historyLength = 2000;

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

/**
 * All objects, in memory, under one counter of versions. Objects that are
 * stored are never changed in place: whoever holds one holds a snapshot.
 */
export class Store {
  private readonly objects = new Map<Resource, Map<string, KubeObject>>();
  private readonly listeners = new Set<(change: Change) => void>();
  private readonly history: Change[] = [];
  private counter = 0;

  get version(): number {
    return this.counter;
  }

  get(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): KubeObject | undefined {
    return this.objects.get(resource)?.get(keyOf(namespace, name));
  }

  /** Objects of one namespace, or of all, in order of their names. */
  list<T extends KubeObject = KubeObject>(
    resource: Resource,
    namespace?: string,
  ): T[] {
    const entries = [...(this.objects.get(resource)?.entries() ?? [])];
    return entries
      .filter(([key]) => !namespace || key.startsWith(`${namespace}/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object as T);
  }

  /** Stores the object under its name and returns it with its new version. */
  put(resource: Resource, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(resource, namespace, name);
    const version = ++this.counter;
    const stored = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
    const ofKind = this.objects.get(resource) ?? new Map();
    this.objects.set(resource, ofKind.set(keyOf(namespace, name), stored));
    this.publish({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
      version,
    });
    return stored;
  }

  remove(resource: Resource, object: KubeObject): KubeObject {
    const { namespace, name } = object.metadata;
    const version = ++this.counter;
    const removed = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: String(version) },
    };
    this.objects.get(resource)?.delete(keyOf(namespace, name));
    this.publish({
      type: 'DELETED',
      resource,
      object: removed,
      previous: object,
      version,
    });
    return removed;
  }

  /** Changes after a version, or undefined where they are no longer known. */
  changesSince(version: number): Change[] | undefined {
    const oldest = this.oldestKnown();
    return version < oldest
      ? undefined
      : this.history.filter(change => change.version > version);
  }

  /** The oldest version from which changes are still known. */
  oldestKnown(): number {
    return this.history.length ? this.history[0].version - 1 : this.counter;
  }

  /** Calls back synchronously at every change, until the returned function is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private publish(change: Change) {
    this.history.push(change);
    if (this.history.length > historyLength) this.history.shift();
    for (const listener of this.listeners) listener(change);
  }
}
