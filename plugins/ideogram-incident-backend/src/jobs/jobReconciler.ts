import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import { messageOf } from '../errors';
import type { JobRow, JobStore } from './jobStore';

/** Well within a lease, so that one that is missed costs nothing. */
const EVERY = { seconds: 3 };
const TIMEOUT = { minutes: 1 };

/** The jobs of one feature, as they are to be brought to their end. */
export interface ReconciledJobs<E> {
  /** In lower case, such as `operations`. */
  name: string;
  store: Pick<JobStore<JobRow, E>, 'renew' | 'takeOver'>;
  /** The ids of what this replica works on. */
  runningIds(): string[];
  /** One that another replica has left. */
  adopt(entry: E): Promise<void>;
  /** What else is due; done after the others. */
  reconcile?(): Promise<void>;
}

/**
 * Sees to it that every job comes to its end: says that this replica works, and
 * takes over what another one has left.
 */
export class JobReconciler<E> {
  private readonly closing = new AbortController();
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly jobs: ReconciledJobs<E>,
    private readonly logger: LoggerService,
  ) {}

  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: `reconcile-${this.jobs.name}`,
      // Each replica has to say for itself that it works.
      scope: 'local',
      frequency: EVERY,
      timeout: TIMEOUT,
      signal: this.closing.signal,
      fn: () => {
        this.round = this.reconcile().catch(error =>
          this.logger.warn(
            `The ${this.jobs.name} can't be checked: ${
              maskSecrets(messageOf(error)).text
            }`,
          ),
        );
        return this.round;
      },
    });
  }

  /** Once around. */
  async reconcile(): Promise<void> {
    const { store, runningIds, adopt, reconcile } = this.jobs;
    const running = runningIds();
    await store.renew(running);
    const isOurs = (id: string) => runningIds().includes(id);
    for (const entry of await store.takeOver(isOurs)) await adopt(entry);
    await reconcile?.();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.round;
  }
}
