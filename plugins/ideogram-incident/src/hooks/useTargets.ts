import type {
  EntityTargets,
  Link,
} from 'backstage-plugin-ideogram-incident-common';
import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { ideogramIncidentApiRef } from '../api';

export interface TargetInfo {
  name: string;
  /** The name itself, as long as the operator's title is not known. */
  title: string;
  links: Link[];
  /** Whom the operator says to call. */
  escalation?: string;
}

/**
 * The targets to show, in the order of the entity's annotation. While the
 * backend has not answered, all that the entity names.
 */
export function targetInfos(
  named: readonly string[],
  answer: EntityTargets | undefined,
): TargetInfo[] {
  if (answer) return answer.targets;
  return named.map(name => ({ name, title: name, links: [] }));
}

const RETRY_MS = 10_000;

/**
 * The targets of an entity as the operator defined them; undefined until the
 * backend has answered. What went wrong is told by the triages, which are asked
 * for at the same time; here it is only tried again.
 *
 * @param asked - asks again when it changes
 */
export function useTargets(
  entityRef: string,
  asked: number,
): EntityTargets | undefined {
  const api = useApi(ideogramIncidentApiRef);
  const [answer, setAnswer] = useState<{
    of: string;
    targets: EntityTargets;
  }>();
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () =>
      api.call('targets', { entityRef }).then(
        targets => wanted && setAnswer({ of: entityRef, targets }),
        () => {
          if (wanted) timer = setTimeout(ask, RETRY_MS);
        },
      );
    ask();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [api, entityRef, asked]);
  return answer?.of === entityRef ? answer.targets : undefined;
}
