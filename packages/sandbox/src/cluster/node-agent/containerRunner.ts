import { setTimeout as pause } from 'node:timers/promises';
import { timestamp } from '../conditions';
import type {
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
} from '../objects';
import { parseQuantity } from '../quantity';
import { BackOff, type BackOffOptions } from './backOff';
import {
  ContainerProcess,
  type Exit,
  type ProcessSpec,
} from './containerProcess';
import { expand, resolveEnvironment, type SecretReader } from './environment';
import { LogBuffer } from './logBuffer';
import { CpuMeter, readUsage, watchMemory } from './processUsage';
import { startReadinessProbe } from './readinessProbe';

export interface RunnerOptions {
  backOff: BackOffOptions;
  workingDir: string;
  readSecret: SecretReader;
  /** The container's state is another one now. */
  onChange: () => void;
}

const startErrorExitCode = 128;

/** A secret that is missing may yet come. */
const configRetryMs = 5000;

/** An image is a name only; these stand for one that cannot be pulled. */
function cannotBePulled(image: string = ''): boolean {
  return image.startsWith('missing/') || image.endsWith(':missing');
}

/** Runs one container of a pod: starts it, restarts it, and knows its state. */
export class ContainerRunner {
  /** Output of the latest run, and of the one before. */
  logs?: LogBuffer;
  previousLogs?: LogBuffer;

  private state: ContainerState = { waiting: { reason: 'ContainerCreating' } };
  private lastState: ContainerState = {};
  private ready = false;
  private started = false;
  private restartCount: number;
  private run = 0;
  private process?: ContainerProcess;
  private outOfMemory = false;
  private cpu = new CpuMeter();
  private readonly stopping = new AbortController();
  private readonly done: Promise<void>;
  private readonly backOff: BackOff;
  private readonly pullBackOff: BackOff;

  constructor(
    private readonly pod: Pod,
    private readonly container: Container,
    private readonly options: RunnerOptions,
  ) {
    const known = pod.status?.containerStatuses?.find(
      status => status.name === container.name,
    );
    // An agent that starts anew finds pods whose programs ended with the one before it.
    this.restartCount = known?.containerID ? known.restartCount + 1 : 0;
    this.backOff = new BackOff(options.backOff);
    this.pullBackOff = new BackOff(options.backOff);
    this.done = this.live();
  }

  get name(): string {
    return this.container.name;
  }

  status(): ContainerStatus {
    const image = this.container.image ?? '';
    return {
      name: this.name,
      image,
      imageID: '',
      ...(this.run > 0 && { containerID: this.containerId() }),
      ready: this.ready,
      started: this.started,
      restartCount: this.restartCount,
      state: this.state,
      lastState: this.lastState,
    };
  }

  /** What the running program uses; undefined where none runs or this machine does not tell. */
  async usage(): Promise<
    { memoryBytes: number; nanoCores: number } | undefined
  > {
    const usage = this.process && (await readUsage(this.process.pid));
    return (
      usage && {
        memoryBytes: usage.memoryBytes,
        nanoCores: this.cpu.nanoCores(usage),
      }
    );
  }

  /** Asks the program to end, and makes it end when its time is up. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    this.process?.signal(graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
    const timer = setTimeout(() => this.process?.signal('SIGKILL'), graceMs);
    await this.done;
    clearTimeout(timer);
  }

  private async live(): Promise<void> {
    const policy = this.pod.spec.restartPolicy ?? 'Always';
    while (!this.stopping.signal.aborted) {
      const process = await this.startProcess();
      if (process === 'waiting') continue;
      if (this.stopping.signal.aborted) process?.signal('SIGKILL');
      const startedAt = Date.now();
      const exitCode = process
        ? await this.attend(process)
        : startErrorExitCode;
      if (this.stopping.signal.aborted) return;
      if (policy === 'Never' || (policy === 'OnFailure' && exitCode === 0)) {
        return;
      }
      await this.waitForRestart(Date.now() - startedAt);
    }
  }

  /** Starts the program; `waiting`: not possible now, try again; undefined: it could not be started. */
  private async startProcess(): Promise<
    ContainerProcess | 'waiting' | undefined
  > {
    if (cannotBePulled(this.container.image)) {
      await this.waitForImage();
      return 'waiting';
    }
    const spec = await this.resolve().catch((error: Error) => error);
    if (spec instanceof Error) {
      await this.wait(
        'CreateContainerConfigError',
        spec.message,
        configRetryMs,
      );
      return 'waiting';
    }
    if (this.stopping.signal.aborted) return 'waiting';
    const startedAt = timestamp();
    const logs = new LogBuffer();
    try {
      const process = await ContainerProcess.start(spec, logs);
      this.enterRun(logs);
      this.process = process;
      this.cpu = new CpuMeter();
      this.state = { running: { startedAt } };
      this.started = true;
      this.ready = !this.container.readinessProbe;
      this.options.onChange();
      return process;
    } catch (error) {
      this.enterRun(logs);
      logs.end();
      this.terminated(
        { exitCode: startErrorExitCode, signal: 0 },
        startedAt,
        'StartError',
        (error as Error).message,
      );
      return undefined;
    }
  }

  /** What to run, with secrets as they are now. */
  private async resolve(): Promise<ProcessSpec> {
    const { command = [], args = [], workingDir } = this.container;
    const env = await resolveEnvironment(
      this.pod,
      this.container,
      this.options.readSecret,
    );
    const line = [...command, ...args].map(word => expand(word, env));
    if (line.length === 0) throw new Error('no command specified');
    return {
      command: line,
      env,
      workingDir: workingDir ?? this.options.workingDir,
    };
  }

  private enterRun(logs: LogBuffer) {
    if (this.run > 0) this.restartCount += 1;
    this.run += 1;
    this.previousLogs = this.logs;
    this.logs = logs;
    if (this.state.terminated) this.lastState = this.state;
  }

  /** Waits for the end of a run, watching its readiness and its memory. */
  private async attend(process: ContainerProcess): Promise<number> {
    const startedAt = this.state.running!.startedAt;
    const stopProbe = this.container.readinessProbe
      ? startReadinessProbe(this.container, ready => {
          this.ready = ready;
          this.options.onChange();
        })
      : undefined;
    const stopMemory = watchMemory(process.pid, this.memoryLimit, () => {
      this.outOfMemory = true;
      process.signal('SIGKILL');
    });
    const exit = await process.ended;
    stopProbe?.();
    stopMemory();
    this.process = undefined;
    const killed = this.outOfMemory;
    this.outOfMemory = false;
    const failed = exit.exitCode === 0 ? 'Completed' : 'Error';
    this.terminated(exit, startedAt, killed ? 'OOMKilled' : failed);
    return exit.exitCode;
  }

  private terminated(
    { exitCode, signal }: Exit,
    startedAt: string,
    reason: string,
    message?: string,
  ) {
    this.ready = false;
    this.started = false;
    this.state = {
      terminated: {
        exitCode,
        ...(signal && { signal }),
        reason,
        ...(message && { message }),
        startedAt,
        finishedAt: timestamp(),
        containerID: this.containerId(),
      },
    };
    this.options.onChange();
  }

  private async waitForRestart(ranForMs: number): Promise<void> {
    const wait = this.backOff.after(ranForMs);
    if (wait === 0) return;
    const { metadata } = this.pod;
    await this.wait(
      'CrashLoopBackOff',
      `back-off ${Math.round(wait / 1000)}s restarting failed container=${
        this.name
      } pod=${metadata.name}_${metadata.namespace}(${metadata.uid})`,
      wait,
    );
  }

  private async waitForImage(): Promise<void> {
    const { image } = this.container;
    const wait = this.pullBackOff.after(0);
    await (wait === 0
      ? this.wait(
          'ErrImagePull',
          `failed to pull and unpack image "${image}": not found`,
          1000,
        )
      : this.wait(
          'ImagePullBackOff',
          `Back-off pulling image "${image}"`,
          wait,
        ));
  }

  private async wait(reason: string, message: string, milliseconds: number) {
    if (this.state.terminated) this.lastState = this.state;
    this.state = { waiting: { reason, message } };
    this.options.onChange();
    const { signal } = this.stopping;
    await pause(milliseconds, undefined, { signal }).catch(() => {});
  }

  private get memoryLimit(): number | undefined {
    return parseQuantity(this.container.resources?.limits?.memory);
  }

  private containerId(): string {
    return `process://${this.pod.metadata.uid}/${this.name}/${this.run}`;
  }
}
