import type {
  EntityTargets,
  Metrics,
  Reading,
  Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type { IdeogramIncidentApi, TriageEvent } from '../api';

/** One triage that is being taken, driven by hand. */
export class Flight {
  private readonly waiting: TriageEvent[] = [];
  private ended?: { error?: unknown };
  private wake = () => {};

  constructor(readonly target: string, readonly signal?: AbortSignal) {}

  reading(reading: Reading) {
    this.push({ type: 'reading', reading });
  }

  /** The triage, and with it the end. */
  triage(triage: Triage) {
    this.push({ type: 'triage', triage });
    this.end();
  }

  fail(error: unknown) {
    this.end(error);
  }

  async *events(): AsyncGenerator<TriageEvent> {
    for (;;) {
      yield* this.waiting.splice(0);
      if (this.ended) {
        if (this.ended.error) throw this.ended.error;
        return;
      }
      await new Promise<void>(resolve => {
        this.wake = resolve;
      });
    }
  }

  private push(event: TriageEvent) {
    this.waiting.push(event);
    this.wake();
  }

  end(error?: unknown) {
    this.ended = { error };
    this.wake();
  }
}

/** A backend that answers when the test says so. */
export class HandDrivenApi implements IdeogramIncidentApi {
  /** Every triage that was asked for, oldest first. */
  readonly flights: Flight[] = [];
  targets: EntityTargets | Error = {
    targets: [{ name: 'production', title: 'Production', links: [] }],
    undefinedTargets: [],
  };

  /** The last one that was asked for, of one target or of any. */
  flight(target?: string): Flight {
    const found = this.flights
      .filter(flight => target === undefined || flight.target === target)
      .at(-1);
    if (!found) throw new Error('No triage was asked for');
    return found;
  }

  async getTargets(): Promise<EntityTargets> {
    if (this.targets instanceof Error) throw this.targets;
    return this.targets;
  }

  streamTriage(options: { target: string; signal?: AbortSignal }) {
    const flight = new Flight(options.target, options.signal);
    this.flights.push(flight);
    return flight.events();
  }

  async getMetrics(): Promise<Metrics> {
    throw new Error('Charts have tests of their own');
  }
}
