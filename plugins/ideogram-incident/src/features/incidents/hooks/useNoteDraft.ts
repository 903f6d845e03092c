import { useState } from 'react';

/** A note that is being written. */
export interface NoteDraft {
  text: string;
  /** As the browser writes a local time; empty where it is of now. */
  occurredAt: string;
  /** The id of an entry that it corrects. */
  corrects?: string;
  /** Of the attempt whose answer was lost. */
  key?: string;
}

export const NO_DRAFT: NoteDraft = { text: '', occurredAt: '' };

const storageKey = (incidentId: string) =>
  `ideogram-incident.note.${incidentId}`;

const textOr = <T>(value: unknown, otherwise: T) =>
  typeof value === 'string' ? value : otherwise;

function stored(incidentId: string): NoteDraft {
  try {
    const raw = window.sessionStorage.getItem(storageKey(incidentId));
    const { text, occurredAt, corrects, key } = JSON.parse(raw ?? '{}');
    return {
      text: textOr(text, ''),
      occurredAt: textOr(occurredAt, ''),
      corrects: textOr(corrects, undefined),
      key: textOr(key, undefined),
    };
  } catch {
    return NO_DRAFT;
  }
}

/** False where the browser keeps nothing. */
function store(incidentId: string, draft: NoteDraft): boolean {
  try {
    const { sessionStorage } = window;
    const isEmpty = draft.text === '' && draft.corrects === undefined;
    if (isEmpty) sessionStorage.removeItem(storageKey(incidentId));
    else sessionStorage.setItem(storageKey(incidentId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/**
 * The note that is being written about an incident. It outlives the page, for
 * as long as the browser's tab is open.
 */
export function useNoteDraft(incidentId: string): {
  draft: NoteDraft;
  /** Whether it would be there again after a reload. */
  kept: boolean;
  setDraft(draft: NoteDraft): void;
} {
  const [state, setState] = useState(() => ({
    draft: stored(incidentId),
    kept: true,
  }));
  return {
    ...state,
    setDraft: draft => setState({ draft, kept: store(incidentId, draft) }),
  };
}
