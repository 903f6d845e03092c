import { useRef, useState } from 'react';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import {
  actionFailure,
  type ActionFailure,
  ActionFailureBox,
} from '../ActionDetails/ActionFailureBox';
import { DryRunChanges } from '../ActionDetails/DryRunChanges';

type PreviewState =
  | { state: 'none' }
  | { state: 'loading' }
  | { state: 'shown'; dryRun: DryRun }
  | { state: 'failed'; failure: ActionFailure };

/** What an action would change, for what is filled in at the moment. */
export function useDryRun(ask: () => Promise<DryRun>) {
  const [preview, setPreview] = useState<PreviewState>({ state: 'none' });
  const asked = useRef(0);

  const run = async () => {
    asked.current += 1;
    const number = asked.current;
    setPreview({ state: 'loading' });
    let next: PreviewState;
    try {
      next = { state: 'shown', dryRun: await ask() };
    } catch (error) {
      next = { state: 'failed', failure: actionFailure(error) };
    }
    if (asked.current === number) setPreview(next);
  };

  /** It was for something else than what is filled in now. */
  const forget = () => {
    asked.current += 1;
    setPreview({ state: 'none' });
  };

  return { preview, run, forget };
}

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
