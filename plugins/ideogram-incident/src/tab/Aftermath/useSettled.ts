import { useCallback, useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';

const BUCKET = 'ideogram-incident.aftermath';

/** What a person has seen or done; each with the time until which it counts. */
type Settled = Partial<Record<'outage' | 'oldKey', string>>;

/**
 * What this person has settled of a target. The portal keeps it, so that it
 * stays so after a reload.
 */
export function useSettled(target: string) {
  const storageApi = useApi(storageApiRef);
  const storage = useMemo(() => storageApi.forBucket(BUCKET), [storageApi]);
  const [settled, setSettled] = useState<Settled>({});

  useEffect(() => {
    setSettled(storage.snapshot<Settled>(target).value ?? {});
    const subscription = storage
      .observe$<Settled>(target)
      .subscribe(({ value }) => setSettled(value ?? {}));
    return () => subscription.unsubscribe();
  }, [storage, target]);

  const settle = useCallback(
    (what: keyof Settled) => {
      const next = { ...settled, [what]: new Date().toISOString() };
      setSettled(next);
      return storage.set(target, next);
    },
    [storage, target, settled],
  );
  /** Whether it is settled what came to an end at that time. */
  const isSettled = (what: keyof Settled, at: string) =>
    Date.parse(settled[what] ?? '') >= Date.parse(at);
  return { settle, isSettled };
}
