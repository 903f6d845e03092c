import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  PROBE_NAMES,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type { Probe, Target } from 'backstage-plugin-ideogram-incident-node';
import type { SharedReadings } from './sharedReadings';
import { takeReading } from './takeReading';

interface Flight {
  reading: Promise<Reading>;
  /** Set once it has landed. */
  landed?: { reading: Reading; freshUntil: number };
}

const rank = ({ name }: Probe) => {
  const index = (PROBE_NAMES as readonly string[]).indexOf(name);
  return index < 0 ? PROBE_NAMES.length : index;
};

/**
 * Takes readings, each probe of a target at most once at a time, and shares
 * each for as long as the target's `maxAge` says.
 */
export class Readings {
  private readonly probes: readonly Probe[];
  private readonly applying = new WeakMap<Target, readonly Probe[]>();
  private readonly flights = new WeakMap<Target, Map<string, Flight>>();
  private readonly controllers = new Set<AbortController>();
  private closed = false;

  constructor(
    probes: readonly Probe[],
    private readonly shared: SharedReadings,
    private readonly logger: LoggerService,
  ) {
    // Sorting is stable: probes of modules keep the order in which they came.
    this.probes = [...probes].sort((a, b) => rank(a) - rank(b));
  }

  /** The probes that a target is configured for, in the order of display. */
  probesOf(target: Target): readonly Probe[] {
    const known = this.applying.get(target);
    if (known) return known;
    const applying = this.probes.filter(probe => probe.appliesTo(target));
    this.applying.set(target, applying);
    return applying;
  }

  /** The reading that is shared at this moment. Never waits. */
  fresh(target: Target, probe: string): Reading | undefined {
    const landed = this.flights.get(target)?.get(probe)?.landed;
    return landed && performance.now() < landed.freshUntil
      ? landed.reading
      : undefined;
  }

  /** A reading that is fresh, or is being taken. Never rejects. */
  take(target: Target, probe: Probe): Promise<Reading> {
    const flights = this.flights.get(target) ?? new Map<string, Flight>();
    this.flights.set(target, flights);
    const current = flights.get(probe.name);
    if (current && (!current.landed || this.fresh(target, probe.name))) {
      return current.reading;
    }
    const flight: Flight = { reading: this.fly(target, probe, () => flight) };
    flights.set(probe.name, flight);
    return flight.reading;
  }

  /** Aborts what is being taken, and takes nothing that lasts any more. */
  close(): void {
    this.closed = true;
    for (const controller of this.controllers) controller.abort();
  }

  private async fly(
    target: Target,
    probe: Probe,
    flight: () => Flight,
  ): Promise<Reading> {
    const startedAt = performance.now();
    const { maxAgeMs } = target.probes;
    const land = (reading: Reading, freshMs: number) => {
      flight().landed = { reading, freshUntil: performance.now() + freshMs };
      return reading;
    };

    const found =
      maxAgeMs > 0 ? await this.shared.get(target, probe.name) : undefined;
    if (found) return land(found.reading, found.freshMs);

    const controller = new AbortController();
    this.controllers.add(controller);
    if (this.closed) controller.abort();
    const options = { controller, startedAt, logger: this.logger };
    const reading = await takeReading(target, probe, options);
    this.controllers.delete(controller);
    // Nobody waits for the other replicas.
    if (maxAgeMs > 0) this.shared.set(target, reading);
    return land(reading, maxAgeMs);
  }
}
