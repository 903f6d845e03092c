import { useCallback } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router-dom';

/**
 * A parameter of the page's address. Each change is an entry of the browser's
 * history: Back leads to the one before.
 */
export function useAddressParameter(
  name: string,
): [string | undefined, (value: string) => void] {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setSearch(previous => {
        const next = new URLSearchParams(previous);
        next.set(name, value);
        return next;
      }),
    [setSearch, name],
  );
  return [search.get(name) ?? undefined, set];
}

const OPENED = 'ideogramIncidentOpened';

/** What opens over the page, with an address of its own. */
export interface AddressedView {
  /** What is open; undefined where nothing is. */
  shown?: string;
  open(value: string): void;
  close(): void;
}

/**
 * Something that opens over the page and is in its address, so that it can be
 * sent, and Back closes it. Closing it goes back where it was opened here, and
 * otherwise takes it out of the address.
 */
export function useAddressedView(name: string): AddressedView {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const openedHere = state?.[OPENED] === name;
  const open = useCallback(
    (value: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.set(name, value);
          return next;
        },
        { state: { [OPENED]: name } },
      ),
    [setSearch, name],
  );
  const close = useCallback(() => {
    if (openedHere) {
      navigate(-1);
      return;
    }
    setSearch(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete(name);
        return next;
      },
      { replace: true },
    );
  }, [setSearch, navigate, openedHere, name]);
  return { shown: search.get(name) ?? undefined, open, close };
}
