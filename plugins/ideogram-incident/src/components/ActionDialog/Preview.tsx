import { Fragment } from 'react';
import Button from '@material-ui/core/Button';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { MONOSPACE } from '../../theme/monospace';
import { PHONE } from '../../theme/layout';
import { statusColours } from '../../theme/statusColours';
import { FailureBox } from '../AttemptFailure';
import { diffLines } from './diffLines';
import type { PreviewState } from './useDryRun';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      diff: {
        margin: 0,
        padding: theme.spacing(1, 0),
        border: `1px solid ${colours.line}`,
        borderRadius: theme.shape.borderRadius,
        background: colours.sunken,
        fontFamily: MONOSPACE,
        fontSize: 13,
        lineHeight: '20px',
        '& > span': {
          display: 'block',
          padding: theme.spacing(0, 1.5),
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        },
      },
      object: { fontWeight: 700 },
      place: { color: colours.subtle },
      same: {},
      added: { color: colours.ok.text, background: colours.wash.ok },
      removed: {
        color: colours.failing.text,
        background: colours.wash.failing,
      },
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

function Changes({ dryRun }: { dryRun: DryRun }) {
  const classes = useStyles();
  const t = useTexts();
  if (dryRun.changes.length === 0) return <>{t('dialog.storeNothing')}</>;
  return (
    <pre className={classes.diff}>
      {dryRun.changes.map(({ kind, namespace, name, diff }) => {
        const { lines, more } = diffLines(diff);
        return (
          <Fragment key={`${kind} ${namespace} ${name}`}>
            <span className={classes.object}>
              {t('dialog.diffOf', { kind, name: `${namespace}/${name}` })}
            </span>
            {lines.map(({ kind: line, text }, index) => (
              <span key={index} className={classes[line]}>
                {text}
              </span>
            ))}
            {more > 0 && (
              <span className={classes.place}>
                {t('dialog.moreLines', { count: more })}
              </span>
            )}
          </Fragment>
        );
      })}
    </pre>
  );
}

/** What the cluster would store, without anything being changed. */
export function Preview(props: {
  preview: PreviewState;
  /** False while something that is needed for it is not filled in. */
  possible: boolean;
  onPreview(): void;
}) {
  const { preview, possible, onPreview } = props;
  const classes = useStyles();
  const t = useTexts();
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
      return <Changes dryRun={preview.dryRun} />;
    case 'failed':
      return (
        <FailureBox failure={preview.failure} title={t('dialog.previewFailed')}>
          {button}
        </FailureBox>
      );
    default:
      return (
        <div className={classes.line}>
          {possible ? button : t('dialog.storeFirst')}
        </div>
      );
  }
}
