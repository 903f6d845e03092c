import { useLocation } from 'react-router-dom';

/** The address of what is seen; it names the target also where ours does not. */
export function useTargetAddress(target: string): string {
  const { search } = useLocation();
  const parameters = new URLSearchParams(search);
  parameters.set('target', target);
  const { origin, pathname } = window.location;
  return `${origin}${pathname}?${parameters}`;
}
