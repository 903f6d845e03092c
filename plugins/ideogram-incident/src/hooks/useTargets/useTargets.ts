import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { EntityTargets } from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../api';

/**
 * The targets of an entity as the operator defined them; undefined until the
 * backend has answered, and where it can't. The triages are asked for at the
 * same time and tell what went wrong.
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
    api.getTargets(entityRef).then(
      targets => wanted && setAnswer({ of: entityRef, targets }),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [api, entityRef, asked]);
  return answer?.of === entityRef ? answer.targets : undefined;
}
