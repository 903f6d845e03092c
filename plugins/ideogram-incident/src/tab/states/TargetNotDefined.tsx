import { ANNOTATION_EDIT_URL } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import OpenInNew from '@material-ui/icons/OpenInNew';
import { safeUrl } from '../../components/safeUrl';
import { useTranslation } from '../../hooks/useTranslation';
import { StateCard } from './StateCard';

/** The entity names a target that the operator did not define. */
export function TargetNotDefined(props: { target: string; others: boolean }) {
  const { target, others } = props;
  const { entity } = useEntity();
  const t = useTranslation();
  const editUrl = safeUrl(entity.metadata.annotations?.[ANNOTATION_EDIT_URL]);
  return (
    <StateCard
      title={t('targetNotDefined.title', { target })}
      ways={
        editUrl && (
          <Button
            variant="outlined"
            color="primary"
            href={editUrl}
            target="_blank"
            rel="noopener noreferrer"
            endIcon={<OpenInNew />}
          >
            {t('targetNotDefined.edit')}
          </Button>
        )
      }
    >
      {t('targetNotDefined.body', {
        target: <strong>{target}</strong>,
        key: <code>ideogramIncident.targets</code>,
      })}
      {others && ` ${t('targetNotDefined.others')}`}
    </StateCard>
  );
}
