import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslation } from '../../../../hooks/useTranslation';
import { PHONE } from '../../../../theme/layout';
import { statusColours } from '../../../../theme/statusColours';
import { ActionFailureBox } from '../ActionDetails/ActionFailureBox';
import { DryRunChanges } from '../ActionDetails/Changes';
import type { PreviewState } from './useDryRun';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      line: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.5, 2),
        color: colours.subtle,
      },
      button: { [PHONE]: { minHeight: 44 } },
    };
  },
  { name: 'IdeogramIncidentPreview' },
);

/** What the cluster would store, without anything being changed. */
export function Preview(props: {
  preview: PreviewState;
  /** False while something that is needed for it is not filled in. */
  possible: boolean;
  onPreview(): void;
}) {
  const { preview, possible, onPreview } = props;
  const classes = useStyles();
  const t = useTranslation();
  const button = (
    <Button
      className={classes.button}
      size="small"
      variant="outlined"
      color="primary"
      onClick={onPreview}
    >
      {preview.state === 'failed' ? t('dialog.tryAgain') : t('action.preview')}
    </Button>
  );
  switch (preview.state) {
    case 'loading':
      return (
        <div aria-busy>
          <div className={classes.line}>{t('dialog.storing')}</div>
          <Skeleton height={28} />
          <Skeleton height={28} width="70%" />
        </div>
      );
    case 'shown':
      return <DryRunChanges dryRun={preview.dryRun} />;
    case 'failed':
      return (
        <ActionFailureBox
          failure={preview.failure}
          title={t('dialog.previewFailed')}
        >
          {button}
        </ActionFailureBox>
      );
    default:
      return (
        <div className={classes.line}>
          {possible ? button : t('dialog.storeFirst')}
        </div>
      );
  }
}
