import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { PHONE } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';

const useStyles = makeStyles(
  { root: { [PHONE]: { minHeight: 44 } } },
  { name: 'IdeogramIncidentOpenButton' },
);

/** Opens the steps of an operation. */
export function OpenButton({ operation }: { operation: Operation }) {
  const { openOperation } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  return (
    <Button
      className={classes.root}
      size="small"
      color="primary"
      aria-label={t('action.openOf', { title: operation.title })}
      onClick={() => openOperation(operation.id)}
    >
      {t('action.open')}
    </Button>
  );
}
