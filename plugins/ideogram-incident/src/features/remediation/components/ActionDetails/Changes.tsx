import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { MONOSPACE } from '../../../../theme/monospace';
import { statusColours } from '../../../../theme/statusColours';
import { diffLines } from './diffLines';

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
    };
  },
  { name: 'IdeogramIncidentDryRunChanges' },
);

/** What the cluster would store other than it does, an object after the other. */
export function DryRunChanges({ dryRun }: { dryRun: DryRun }) {
  const classes = useStyles();
  const t = useTranslation();
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
