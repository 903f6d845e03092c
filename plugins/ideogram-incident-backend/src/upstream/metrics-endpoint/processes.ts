import { CounterHistory, type Counter } from './counterHistory';

const MAX_PROCESSES = 8;
/** A younger process, by its own clock, can't be told from a wrong clock. */
const YOUNGEST_SECONDS = 2;
/** How much faster than before one process may count, and how much anyway. */
const MAX_TIMES_USUAL = 5;
const ALWAYS_PLAUSIBLE = 15;
const ALWAYS_PLAUSIBLE_PER_SECOND = 2;

interface Process {
  /** Unix seconds, where it says so. */
  startedAt?: number;
  history: CounterHistory;
  /** At which rate it would count, were it the one that was scraped before. */
  suspectedGrowth?: number;
}

/** Which process a scrape is of, and what that has counted before. */
export interface Recognised {
  history: CounterHistory;
  /** It was not known, though others with the same start are. */
  isDoubtful: boolean;
}

/**
 * The processes behind one address. Replicas that a load balancer asks in
 * turns may have started in the same second, or not say when; then they are
 * told apart by what they count. In one process counters never fall, and
 * hardly ever rise many times as fast as before. To take one process for two
 * costs a scrape; to take two for one makes a storm of a difference.
 */
export class Processes {
  /** The one scraped last is the last. */
  private readonly known: Process[] = [];

  constructor(private readonly windowSeconds: number) {}

  get histories(): CounterHistory[] {
    return this.known.map(({ history }) => history);
  }

  /** @param at - Unix seconds, as is `startedAt` */
  recognise(
    startedAt: number | undefined,
    at: number,
    counters: readonly Counter[],
  ): Recognised {
    const same = this.known.filter(each => each.startedAt === startedAt);
    const last = same.at(-1);
    if (!last)
      return this.add({ startedAt, history: this.begun(startedAt, at) });

    const candidates = candidatesOf(same, at, counters);
    const likely = candidates.find(each => isPlausible(each, at, counters));
    if (likely) return this.seen(likely);
    const [nearest] = candidates;
    const isRestart =
      startedAt === undefined && last.history.beginsAnew(at, counters);
    if (!nearest && isRestart) return this.seen(last);

    // What was taken for one process until now may have been several.
    if (!nearest && same.length === 1) last.history.forgetPast();
    return this.add({
      startedAt,
      history: this.begun(startedAt, at),
      suspectedGrowth: nearest?.history.growthTo(at, counters),
    });
  }

  private begun(startedAt: number | undefined, at: number): CounterHistory {
    const age = at - (startedAt ?? NaN);
    const isRecent = age >= YOUNGEST_SECONDS && age <= this.windowSeconds;
    return new CounterHistory(isRecent ? startedAt : undefined);
  }

  private add(process: Process): Recognised {
    const { startedAt, history } = process;
    const isDoubtful = this.known.some(each => each.startedAt === startedAt);
    this.known.push(process);
    if (this.known.length > MAX_PROCESSES) this.known.shift();
    return { history, isDoubtful };
  }

  private seen(process: Process): Recognised {
    this.known.splice(this.known.indexOf(process), 1);
    this.known.push(process);
    return { history: process.history, isDoubtful: false };
  }
}

/** Those whose counters did not fall, the one that lacks least first. */
function candidatesOf(
  processes: readonly Process[],
  at: number,
  counters: readonly Counter[],
): Process[] {
  const increase = ({ history }: Process) =>
    (history.growthTo(at, counters) ?? 0) * (at - (history.lastAt ?? at));
  const isSetBack = ({ history }: Process) => (history.lastAt ?? at) > at;
  return processes
    .filter(each => isSetBack(each) || !each.history.falls(counters))
    .sort((a, b) => increase(a) - increase(b));
}

function isPlausible(
  { startedAt, history, suspectedGrowth = 0 }: Process,
  at: number,
  counters: readonly Counter[],
): boolean {
  const growth = history.growthTo(at, counters);
  if (growth === undefined) return true;
  const seconds = at - (history.lastAt ?? at);
  const highest = Math.max(0, ...counters.map(({ value }) => value));
  const age = at - (startedAt ?? -Infinity);
  const overItsLife = age > 0 ? highest / age : 0;
  const usual = Math.max(
    history.usualGrowth ?? 0,
    suspectedGrowth,
    overItsLife,
  );
  return (
    growth * seconds <=
    ALWAYS_PLAUSIBLE +
      seconds * (ALWAYS_PLAUSIBLE_PER_SECOND + usual * MAX_TIMES_USUAL)
  );
}
