import {
  hasEnded,
  type Operation,
  type Reading,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  IdeogramIncidentApi,
  RouteAccepted,
  RouteAnswer,
  RouteId,
  RouteInput,
} from '../api';
import type { OperationEvent } from '../features/remediation/remediationApi';
import type { TriageEvent } from '../features/triage/triageApi';
import { actionList } from './operations';

/** A call that the test answers by hand. */
class PendingCall<TInput, TAnswer> {
  readonly answered: Promise<TAnswer>;
  private settle!: {
    resolve(answer: TAnswer): void;
    reject(error: unknown): void;
  };

  constructor(readonly input: TInput) {
    this.answered = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
  }

  answer(answer: TAnswer) {
    this.settle.resolve(answer);
  }

  fail(error: unknown) {
    this.settle.reject(error);
  }
}

/** Events that arrive when the test says so. */
class ControlledStream<T> {
  private readonly waiting: T[] = [];
  private ended?: { error?: unknown };
  private wake = () => {};

  push(event: T) {
    this.waiting.push(event);
    this.wake();
  }

  end(error?: unknown) {
    this.ended = { error };
    this.wake();
  }

  fail(error: unknown) {
    this.end(error);
  }

  async *events(): AsyncGenerator<T> {
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
}

/** One triage that is being taken. */
class TriageStream extends ControlledStream<TriageEvent> {
  constructor(readonly target: string, readonly signal?: AbortSignal) {
    super();
  }

  reading(reading: Reading) {
    this.push({ type: 'reading', reading });
  }

  /** The triage, and with it the end. */
  triage(triage: Triage) {
    this.push({ type: 'triage', triage });
    this.end();
  }
}

/** One operation that is followed. */
class OperationStream extends ControlledStream<OperationEvent> {
  constructor(readonly id: string, readonly signal?: AbortSignal) {
    super();
  }

  operation(operation: Operation) {
    this.push({ type: 'operation', operation });
    if (hasEnded(operation)) this.end();
  }

  loseConnection() {
    this.push({ type: 'connection-lost' });
  }
}

const last = <T>(all: readonly T[], what: string): T => {
  const found = all.at(-1);
  if (found === undefined) throw new Error(`${what} was not asked for`);
  return found;
};

type AnyCall = PendingCall<unknown, unknown>;

/** A backend that answers when the test says so. */
export class MockIncidentApi implements IdeogramIncidentApi {
  /** Every triage that was asked for, oldest first. */
  readonly triageStreams: TriageStream[] = [];
  /** Every operation that was followed, oldest first. */
  readonly operationStreams: OperationStream[] = [];
  /** What is answered at once; all other calls wait for the test. */
  readonly answers: { [Id in RouteId]?: RouteAnswer<Id> | Error } = {
    targets: {
      targets: [{ name: 'production', title: 'Production', links: [] }],
      undefinedTargets: [],
    },
    actions: actionList([]),
    operations: { operations: [] },
    incidents: { incidents: [] },
    metrics: new Error('Charts have tests of their own'),
  };

  private readonly calls = new Map<string, AnyCall[]>();

  /** The last one that was asked for, of one target or of any. */
  triageStream(target?: string): TriageStream {
    return last(
      this.triageStreams.filter(
        stream => target === undefined || stream.target === target,
      ),
      'A triage',
    );
  }

  /** The last time that an operation was followed. */
  operationStream(id: string): OperationStream {
    return last(
      this.operationStreams.filter(stream => stream.id === id),
      `The operation ${id}`,
    );
  }

  /** The calls of a route, oldest first. */
  called<Id extends RouteId>(route: Id) {
    return this.all(`call ${route}`) as PendingCall<
      RouteInput<Id>,
      RouteAnswer<Id>
    >[];
  }

  /** What was to be begun by a route, oldest first. */
  started<Id extends RouteId>(route: Id) {
    return this.all(`start ${route}`) as PendingCall<
      RouteInput<Id> & { idempotencyKey: string },
      RouteAccepted<Id>
    >[];
  }

  call<Id extends RouteId>(route: Id, input: RouteInput<Id>) {
    const call = new PendingCall<RouteInput<Id>, RouteAnswer<Id>>(input);
    this.all(`call ${route}`).push(call as AnyCall);
    // Of all routes at once, the type would be more than a compiler can hold.
    const answer: unknown = this.answers[route];
    if (answer instanceof Error) call.fail(answer);
    else if (answer !== undefined) call.answer(answer as RouteAnswer<Id>);
    return call.answered;
  }

  start<Id extends RouteId>(
    route: Id,
    input: RouteInput<Id> & { idempotencyKey: string },
  ) {
    const call = new PendingCall<typeof input, RouteAccepted<Id>>(input);
    this.all(`start ${route}`).push(call as AnyCall);
    return call.answered;
  }

  streamTriage(options: { target: string; signal?: AbortSignal }) {
    const stream = new TriageStream(options.target, options.signal);
    this.triageStreams.push(stream);
    return stream.events();
  }

  followOperation(options: { id: string; signal?: AbortSignal }) {
    const stream = new OperationStream(options.id, options.signal);
    this.operationStreams.push(stream);
    return stream.events();
  }

  private all(calls: string): AnyCall[] {
    const known = this.calls.get(calls) ?? [];
    this.calls.set(calls, known);
    return known;
  }
}
