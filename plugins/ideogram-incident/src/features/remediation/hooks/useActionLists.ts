import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ActionList } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';

/**
 * The remediation actions of several targets, by the target's name; of those
 * that have answered. A later answer that fails leaves the one before.
 *
 * @param everyMs - how often they are asked for while somebody looks
 */
export function useActionsOfTargets(
  entityRef: string,
  targets: readonly string[],
  everyMs: number,
): ReadonlyMap<string, ActionList> {
  const api = useApi(ideogramIncidentApiRef);
  const [lists, setLists] = useState<ReadonlyMap<string, ActionList>>(
    new Map(),
  );
  // Names have no line breaks: the annotation is one line.
  const names = targets.join('\n');

  useEffect(() => {
    let wanted = true;
    setLists(new Map());
    const ask = () => {
      if (document.hidden) return;
      names
        .split('\n')
        .filter(Boolean)
        .forEach(target =>
          api.call('actions', { entityRef, query: { target } }).then(
            list =>
              wanted &&
              setLists(previous => new Map(previous).set(target, list)),
            // What is wrong is told by the triage of the target.
            () => {},
          ),
        );
    };
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [api, entityRef, names, everyMs]);

  return lists;
}
