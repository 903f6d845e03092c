import { useRef, useState } from 'react';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { newKey } from '../../../../api/newKey';
import {
  actionFailure,
  type ActionFailure,
} from '../ActionDetails/ActionFailureBox';

/** The keys of requests whose answer is not known yet, by what they ask for. */
export type IdempotencyKeys = Map<string, string>;

interface ActionRun {
  sending: boolean;
  failure?: ActionFailure;
  /** Sends it; once, however often it is called meanwhile. */
  run(): Promise<void>;
}

/**
 * One attempt to run an action. Its key stays the same until an answer is
 * known, across closing and opening the dialog, so that neither a double click
 * nor another try after a lost answer runs it twice.
 */
export function useRunAction(options: {
  /** What it asks for: the action and its target. */
  what: string;
  keys: IdempotencyKeys;
  send(idempotencyKey: string): Promise<Operation>;
  onStarted(operation: Operation): void;
  onFailed(): void;
}): ActionRun {
  const { what, keys, send, onStarted, onFailed } = options;
  const inFlight = useRef(false);
  const [state, setState] = useState<Omit<ActionRun, 'run'>>({
    sending: false,
  });

  const run = async () => {
    if (inFlight.current) return;
    inFlight.current = true;
    const key = keys.get(what) ?? newKey();
    keys.set(what, key);
    setState({ sending: true });
    try {
      const operation = await send(key);
      keys.delete(what);
      onStarted(operation);
      setState({ sending: false });
    } catch (error) {
      const failure = actionFailure(error);
      if (failure.kind !== 'lost') keys.delete(what);
      setState({ sending: false, failure });
      onFailed();
    }
    inFlight.current = false;
  };

  return { ...state, run };
}
