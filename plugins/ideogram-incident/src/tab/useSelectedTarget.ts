import { useSearchParams } from 'react-router-dom';

const PARAMETER = 'target';

/**
 * The name of the selected target, kept in the page's address so that a link
 * to it can be sent. The first one where the address names none, or another.
 */
export function useSelectedTarget(
  names: readonly string[],
): [string | undefined, (name: string) => void] {
  const [search, setSearch] = useSearchParams();
  const wanted = search.get(PARAMETER);
  const selected =
    wanted !== null && names.includes(wanted) ? wanted : names[0];
  const select = (name: string) =>
    setSearch(
      previous => {
        previous.set(PARAMETER, name);
        return previous;
      },
      { replace: true },
    );
  return [selected, select];
}
