import { setTimeout as pause } from 'node:timers/promises';
import type { CoreV1Api, V1Secret } from '@kubernetes/client-node';
import { conditionOf, timestamp } from '../conditions';
import { isRefusal, strategicMerge } from '../kubernetesClient';
import type { Logger } from '../logger';
import type { Pod, PodStatus } from '../objects';
import type { BackOffOptions } from './backOff';
import { ContainerRunner } from './containerRunner';
import { podStatus } from './podStatus';

export interface WorkerOptions {
  core: CoreV1Api;
  backOff: BackOffOptions;
  workingDir: string;
  logger: Logger;
}

const pauseAfterTrouble = 1000;

const isGone = (error: unknown) => isRefusal(error, 404, 409);

const isReady = (pod: { status?: PodStatus }) =>
  conditionOf(pod, 'Ready')?.status === 'True';

/** Conditions merge by type: a reason that no longer holds has to be removed by name. */
function withoutLeftovers({ conditions = [] }: PodStatus) {
  return conditions.map(condition => ({
    reason: null,
    message: null,
    ...condition,
  }));
}

/** Runs one pod, from the moment it is put on this node until it is deleted for good. */
export class PodWorker {
  readonly containers: ContainerRunner[];

  private status?: PodStatus;
  private dirty = false;
  private reporting?: Promise<void>;
  private ending?: Promise<void>;
  private halted = false;

  constructor(
    private readonly pod: Pod,
    private readonly options: WorkerOptions,
  ) {
    this.status = pod.status;
    this.containers = pod.spec.containers.map(
      container =>
        new ContainerRunner(pod, container, {
          backOff: options.backOff,
          workingDir: options.workingDir,
          readSecret: name => this.readSecret(name),
          onChange: () => this.report(),
        }),
    );
    this.report();
  }

  get reference() {
    const { namespace, name, uid } = this.pod.metadata;
    return { namespace: namespace!, name, uid: uid! };
  }

  /**
   * Says again what is so where somebody else has written otherwise: a control
   * plane that has not heard of this node for a while calls its pods unready,
   * and leaves it to the node to take that back.
   */
  see(pod: Pod): void {
    const { status } = this;
    if (status && isReady(pod) !== isReady({ status })) this.report();
  }

  /** The API server wants the pod gone: ends its programs, then deletes it for good. */
  remove(graceSeconds: number): Promise<void> {
    this.ending ??= this.end(graceSeconds);
    return this.ending;
  }

  /** Ends the programs and says nothing more: this node agent stops, or the pod is gone already. */
  async halt(graceMs: number): Promise<void> {
    this.halted = true;
    await this.stopContainers(graceMs);
    await this.reporting;
  }

  private async stopContainers(graceMs: number): Promise<void> {
    await Promise.all(this.containers.map(runner => runner.stop(graceMs)));
  }

  private async end(graceSeconds: number): Promise<void> {
    await this.stopContainers(graceSeconds * 1000);
    this.report();
    await this.reporting;
    const { core, logger } = this.options;
    const { namespace, name, uid } = this.reference;
    while (!this.halted) {
      try {
        await core.deleteNamespacedPod({
          namespace,
          name,
          body: { gracePeriodSeconds: 0, preconditions: { uid } },
        });
        return;
      } catch (error) {
        if (isGone(error)) return;
        logger.warn(`Node agent: pod ${namespace}/${name}: ${error}`);
        await pause(pauseAfterTrouble);
      }
    }
  }

  /** Tells the API server, one change after the other; changes meanwhile are told together. */
  private report(): void {
    this.dirty = true;
    // Containers change while this object is still being made.
    this.reporting ??= Promise.resolve().then(() => this.reportAll());
  }

  private async reportAll(): Promise<void> {
    const { core, logger } = this.options;
    const { namespace, name, uid } = this.reference;
    while (this.dirty && !this.halted) {
      this.dirty = false;
      const status = podStatus(
        this.pod,
        this.status,
        this.containers.map(runner => runner.status()),
        timestamp(),
      );
      try {
        const body = {
          metadata: { uid },
          status: { ...status, conditions: withoutLeftovers(status) },
        };
        await core.patchNamespacedPodStatus(
          { namespace, name, body },
          strategicMerge,
        );
        this.status = status;
      } catch (error) {
        if (isGone(error)) break;
        logger.warn(`Node agent: pod ${namespace}/${name}: ${error}`);
        this.dirty = true;
        await pause(pauseAfterTrouble);
      }
    }
    this.reporting = undefined;
  }

  private async readSecret(name: string): Promise<V1Secret | undefined> {
    const { namespace } = this.reference;
    try {
      return await this.options.core.readNamespacedSecret({ namespace, name });
    } catch (error) {
      if (isRefusal(error, 404)) return undefined;
      throw error;
    }
  }
}
