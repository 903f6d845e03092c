import { useRef } from 'react';

let count = 0;

/** An id for one element; React 17, which is still supported, has no `useId`. */
export function useId(name: string): string {
  const id = useRef<string>();
  if (!id.current) {
    count += 1;
    id.current = `ideogram-incident-${name}-${count}`;
  }
  return id.current;
}
