import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import {
  EntityRefLinks,
  getEntityRelations,
  useEntity,
} from '@backstage/plugin-catalog-react';
import LockOutlined from '@material-ui/icons/LockOutlined';
import { ideogramIncidentReadPermission } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../hooks/useTranslation';
import { StateCard } from './StateCard';

/** The viewer lacks the permission: which one, and whom to ask. */
export function NoPermission() {
  const { entity } = useEntity();
  const t = useTranslation();
  const owners = getEntityRelations(entity, RELATION_OWNED_BY);
  return (
    <StateCard
      icon={<LockOutlined aria-hidden />}
      title={t('noPermission.title')}
    >
      {t('noPermission.body', {
        permission: <code>{ideogramIncidentReadPermission.name}</code>,
      })}{' '}
      {owners.length > 0 ? (
        <>
          {t('noPermission.askOwner')}{' '}
          <EntityRefLinks entityRefs={owners} defaultKind="group" />.
        </>
      ) : (
        t('noPermission.askAdministrator')
      )}
    </StateCard>
  );
}
