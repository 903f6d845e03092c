import { useRef, useState } from 'react';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import {
  actionFailure,
  type ActionFailure,
} from '../ActionDetails/actionFailure';

export type PreviewState =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'shown'; dryRun: DryRun }
  | { state: 'failed'; failure: ActionFailure };

/** What an action would change, for what is filled in at the moment. */
export function useDryRun(ask: () => Promise<DryRun>) {
  const [preview, setPreview] = useState<PreviewState>({ state: 'none' });
  const asked = useRef(0);

  const run = async () => {
    asked.current += 1;
    const number = asked.current;
    setPreview({ state: 'loading' });
    let next: PreviewState;
    try {
      next = { state: 'shown', dryRun: await ask() };
    } catch (error) {
      next = { state: 'failed', failure: actionFailure(error) };
    }
    if (asked.current === number) setPreview(next);
  };

  /** It was for something else than what is filled in now. */
  const forget = () => {
    asked.current += 1;
    setPreview({ state: 'none' });
  };

  return { preview, run, forget };
}
