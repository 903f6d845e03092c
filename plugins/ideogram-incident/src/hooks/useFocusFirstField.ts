import { useEffect, useRef } from 'react';

const FIELDS = 'input:not([tabindex="-1"]), textarea, [role="button"]';

/** Gives the focus to the first field within, once it is there. */
export function useFocusFirstField<T extends HTMLElement>() {
  const within = useRef<T>(null);
  useEffect(() => {
    within.current?.querySelector<HTMLElement>(FIELDS)?.focus();
  }, []);
  return within;
}
