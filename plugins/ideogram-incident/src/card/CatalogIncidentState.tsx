import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  parseTargetsAnnotation,
  TARGETS_ANNOTATION,
  verdictOf,
  type ReadingStatus,
  type SeverityLevel,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { useEffect, useState } from 'react';
import { ideogramIncidentApiRef } from '../api';
import { StatusMark } from '../features/triage/components/StatusMark';
import { useTranslation } from '../hooks/useTranslation';

/** A table of many components need not be quick. */
const READ_EVERY_MS = 60_000;

const STATUS_OF: Record<SeverityLevel, ReadingStatus> = {
  P1: 'failing',
  P2: 'degraded',
  P3: 'degraded',
  P4: 'unknown',
  none: 'ok',
};
const WORST_FIRST = Object.keys(STATUS_OF) as SeverityLevel[];

/**
 * The worst of an entity's targets; null where one could not be read and none
 * is bad, undefined until all have answered.
 */
function useWorst(entity: Entity): Triage | null | undefined {
  const api = useApi(ideogramIncidentApiRef);
  const entityRef = stringifyEntityRef(entity);
  const annotation = entity.metadata.annotations?.[TARGETS_ANNOTATION];
  const [worst, setWorst] = useState<Triage | null>();
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      if (document.hidden) return;
      const triages = await Promise.all(
        parseTargetsAnnotation(annotation).map(target =>
          api
            .call('triage', { entityRef, query: { target } })
            .catch(() => null),
        ),
      );
      if (!wanted) return;
      const rank = (triage: Triage) =>
        WORST_FIRST.indexOf(triage.severity.level);
      const [first] = triages
        .filter(triage => triage !== null)
        .sort((a, b) => rank(a) - rank(b));
      const isCalm = !first || first.severity.level === 'none';
      setWorst(isCalm && triages.includes(null) ? null : first);
    };
    read();
    const timer = setInterval(read, READ_EVERY_MS);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [api, entityRef, annotation]);
  return worst;
}

/** How an entity's integration is, in the catalog's table. */
export default function CatalogIncidentState({ entity }: { entity: Entity }) {
  const t = useTranslation();
  const worst = useWorst(entity);
  if (worst === undefined) return null;
  if (worst === null) {
    return (
      <span title={t('card.notRead')}>
        <StatusMark status="unknown" word={t('status.unknown')} />
      </span>
    );
  }
  const { level } = worst.severity;
  return (
    <span title={verdictOf(worst).sentence}>
      <StatusMark
        status={STATUS_OF[level]}
        word={level === 'none' ? t('card.healthy') : level}
      />
    </span>
  );
}
