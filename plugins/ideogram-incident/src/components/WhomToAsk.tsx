import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  EntityRefLinks,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import { useTranslation } from '../hooks/useTranslation';

/** Who can help where a permission is missing: the owners, and who is on call. */
export function WhomToAsk({ escalation }: { escalation?: string }) {
  const { entity } = useEntity();
  const t = useTranslation();
  const owners = getEntityRelations(entity, RELATION_OWNED_BY);
  if (owners.length === 0) {
    return <>{escalation ?? t('whomToAsk.administrator')}</>;
  }
  const links = <EntityRefLinks entityRefs={owners} defaultKind="group" />;
  return escalation === undefined ? (
    links
  ) : (
    <>{t('whomToAsk.ownerOr', { owner: links, escalation })}</>
  );
}
