import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  probeRank,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type { Probe, Target } from 'backstage-plugin-ideogram-incident-node';
import type { SharedReadings } from './sharedReadings';
import { takeReading } from './takeReading';

/** Before its age is over, a reading may be renewed. */
const RENEWAL_MS = 1000;
/** A short age is not used up by renewing. */
const RENEWAL_SHARE = 0.2;

/** What there is of one probe of one target. */
interface Slot {
  landed?: Reading;
  /** Set while a reading is being taken. */
  flight?: Promise<Reading>;
}

/**
 * Takes readings, each probe of a target at most once at a time, and shares
 * each for as long as the target's `maxAge` says.
 */
export class Readings {
  private readonly probes: readonly Probe[];
  private readonly applying = new WeakMap<Target, readonly Probe[]>();
  private readonly slots = new WeakMap<Target, Map<string, Slot>>();
  private readonly untils = new WeakMap<Reading, number>();
  private readonly controllers = new Set<AbortController>();
  private closed = false;

  constructor(
    probes: readonly Probe[],
    private readonly shared: SharedReadings,
    private readonly logger: LoggerService,
  ) {
    // Sorting is stable: probes of modules keep the order in which they came.
    this.probes = [...probes].sort(
      (a, b) => probeRank(a.name) - probeRank(b.name),
    );
  }

  /** The probes that a target is configured for, in the order of display. */
  probesOf(target: Target): readonly Probe[] {
    const known = this.applying.get(target);
    if (known) return known;
    const applying = this.probes.filter(probe => probe.appliesTo(target));
    this.applying.set(target, applying);
    return applying;
  }

  /** Until when of `performance.now()` a reading may be shared. */
  freshUntil(reading: Reading): number {
    return this.untils.get(reading) ?? -Infinity;
  }

  /** For how long before that it may be renewed. */
  renewalMs({ probes }: Target): number {
    return Math.min(RENEWAL_MS, probes.maxAgeMs * RENEWAL_SHARE);
  }

  /** A reading that is fresh, or is being taken. Never rejects. */
  take(target: Target, probe: Probe): Promise<Reading> {
    const slot = this.slotOf(target, probe);
    return slot.landed && performance.now() < this.freshUntil(slot.landed)
      ? Promise.resolve(slot.landed)
      : this.depart(target, probe, 0);
  }

  /** A reading that is not ageing, while the one there is stays shared. */
  renew(target: Target, probe: Probe): Promise<Reading> {
    return this.depart(target, probe, this.renewalMs(target));
  }

  /** Aborts what is being taken, and takes nothing that lasts any more. */
  close(): void {
    this.closed = true;
    for (const controller of this.controllers) controller.abort();
  }

  private slotOf(target: Target, probe: Probe): Slot {
    const slots = this.slots.get(target) ?? new Map<string, Slot>();
    this.slots.set(target, slots);
    const slot = slots.get(probe.name) ?? {};
    slots.set(probe.name, slot);
    return slot;
  }

  private depart(
    target: Target,
    probe: Probe,
    beyondMs: number,
  ): Promise<Reading> {
    const slot = this.slotOf(target, probe);
    slot.flight ??= this.fly(target, probe, beyondMs).then(reading => {
      slot.landed = reading;
      slot.flight = undefined;
      return reading;
    });
    return slot.flight;
  }

  /** @param beyondMs - for longer than this, a shared reading must be fresh */
  private async fly(
    target: Target,
    probe: Probe,
    beyondMs: number,
  ): Promise<Reading> {
    const startedAt = performance.now();
    const { maxAgeMs } = target.probes;
    const land = (reading: Reading, freshMs: number) => {
      this.untils.set(reading, performance.now() + freshMs);
      return reading;
    };

    const found =
      maxAgeMs > 0 ? await this.shared.get(target, probe.name) : undefined;
    if (found && found.freshMs > beyondMs) {
      return land(found.reading, found.freshMs);
    }

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
