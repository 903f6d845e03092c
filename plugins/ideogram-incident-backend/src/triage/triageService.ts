import { setImmediate } from 'node:timers/promises';
import {
  dependsOnRequests,
  evaluateReadings,
  inViewOfRequests,
  lastOutageIn,
  lastOutageOf,
  onsetOf,
  sinceOf,
  type Moment,
  type Reading,
  type RespondWithin,
  type SeverityLook,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type { Probe, Target } from 'backstage-plugin-ideogram-incident-node';
import type { CourseReader } from '../metrics';
import type { Readings } from './readings';
import type { SeverityClock } from './severityClock';

type OnReading = (reading: Reading) => void;
type Take = (probe: Probe) => Promise<Reading>;

interface Landed {
  /** All of a triage but the entity: a target may have several. */
  triage: Omit<Triage, 'entityRef'>;
  /** Of `performance.now()`, when the first of its readings is too old. */
  freshUntil: number;
  /** When the last of them may be renewed. */
  renewFrom: number;
  byEntity: Map<string, Triage>;
}

interface Flight {
  arrived: Reading[];
  listeners: Set<OnReading>;
  landed: Promise<Landed>;
}

// More entities than share a target; each keeps a triage in memory.
const MAX_ENTITIES = 100;

/** How much longer a triage may last for the course, as a share of it. */
const GRACE_SHARE = 0.05;
const MIN_GRACE_MS = 20;

/** What is there within a time; undefined also where it fails. */
async function within<T>(ms: number, work: Promise<T | undefined>) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Triages targets: takes all their readings side by side, then evaluates them.
 * All who ask for the same target at the same time are on one flight.
 */
export class TriageService {
  private readonly flights = new WeakMap<Target, Flight>();
  private readonly latest = new WeakMap<Target, Landed>();

  constructor(
    private readonly readings: Readings,
    private readonly clock: SeverityClock,
    private readonly courseOf: CourseReader,
    private readonly respondWithin: RespondWithin,
  ) {}

  /**
   * @param onReading - called with each reading when it arrives, and at once
   * with those that are there already
   */
  async triage(
    target: Target,
    entityRef: string,
    onReading: OnReading = () => {},
  ): Promise<Triage> {
    const latest = this.latest.get(target);
    const now = performance.now();
    if (latest && now < latest.freshUntil) {
      if (now >= latest.renewFrom) this.renewInTime(target);
      latest.triage.readings.forEach(onReading);
      return forEntity(latest, entityRef);
    }
    const flight =
      this.flights.get(target) ??
      this.depart(target, probe => this.readings.take(target, probe));
    flight.arrived.forEach(onReading);
    flight.listeners.add(onReading);
    return forEntity(await flight.landed, entityRef);
  }

  /** So that where many ask, nobody waits each time that readings grow old. */
  private renewInTime(target: Target): void {
    if (this.flights.has(target)) return;
    const take: Take = probe => this.readings.renew(target, probe);
    // Whoever asks once the readings are too old learns what went wrong.
    this.depart(target, take).landed.catch(() => {});
  }

  private depart(target: Target, take: Take): Flight {
    const arrived: Reading[] = [];
    const listeners = new Set<OnReading>();
    const arrive = (reading: Reading) => {
      arrived.push(reading);
      listeners.forEach(listener => listener(reading));
      return reading;
    };
    const landed = this.fly(target, take, arrive).finally(() =>
      this.flights.delete(target),
    );
    const flight = { arrived, listeners, landed };
    this.flights.set(target, flight);
    return flight;
  }

  private async fly(
    target: Target,
    take: Take,
    arrive: (reading: Reading) => Reading,
  ): Promise<Landed> {
    const startedAt = new Date().toISOString();
    const departedAt = performance.now();
    const taken = new Map(
      this.readings.probesOf(target).map(probe => [probe.name, take(probe)]),
    );
    // When their requests are on their way, for neither must delay them.
    const begun = setImmediate();
    const recalled = begun.then(() => this.clock.recall(target.name));
    const course = begun
      .then(() => this.courseOf(target))
      .catch(() => undefined);
    const readings = await Promise.all(
      [...taken.values()].map(async taking => {
        const reading = await taking;
        return arrive(
          dependsOnRequests(reading)
            ? inViewOfRequests(reading, await taken.get('error-rate'))
            : reading,
        );
      }),
    );
    await recalled;
    const lastedMs = performance.now() - departedAt;
    const moments = await within(
      Math.max(MIN_GRACE_MS, lastedMs * GRACE_SHARE),
      course,
    );

    const { respondWithin } = this;
    const evaluation = evaluateReadings({ target, readings, respondWithin });
    const finishedAt = new Date().toISOString();
    const judged = { startedAt, finishedAt, readings, ...evaluation };
    const observe = (known?: readonly Moment[]) =>
      this.clock.observe(target.name, lookOf(judged, known));
    const history = observe(moments);
    // The next triage knows what came too late for this one.
    if (!moments) course.then(late => late && observe(late));
    const lastOutage = lastOutageOf(history);
    const landed: Landed = {
      triage: {
        target: target.name,
        ...judged,
        severity: { ...evaluation.severity, ...sinceOf(history) },
        ...(lastOutage && { lastOutage }),
      },
      ...this.ageOf(target, await Promise.all(taken.values())),
      byEntity: new Map(),
    };
    this.latest.set(target, landed);
    return landed;
  }

  private ageOf(target: Target, readings: readonly Reading[]) {
    const untils = readings.map(reading => this.readings.freshUntil(reading));
    return {
      // Without a single reading there is nothing that could grow old.
      freshUntil: untils.length > 0 ? Math.min(...untils) : -Infinity,
      renewFrom: Math.max(...untils) - this.readings.renewalMs(target),
    };
  }
}

function lookOf(
  judged: Pick<
    Triage,
    'readings' | 'startedAt' | 'finishedAt' | 'errorClass' | 'severity'
  >,
  moments: readonly Moment[] = [],
): SeverityLook {
  const { startedAt, finishedAt: at, errorClass, severity } = judged;
  return {
    level: severity.level,
    errorClass,
    startedAt,
    at,
    onset: onsetOf(moments, judged),
    outage: lastOutageIn(moments, at),
  };
}

// The same object for the same entity, so that it is turned into text once.
function forEntity({ triage, byEntity }: Landed, entityRef: string): Triage {
  const known = byEntity.get(entityRef);
  if (known) return known;
  if (byEntity.size >= MAX_ENTITIES) byEntity.clear();
  const own = { entityRef, ...triage };
  byEntity.set(entityRef, own);
  return own;
}
