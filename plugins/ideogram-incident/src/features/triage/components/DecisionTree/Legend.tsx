import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { Decision } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ONE_COLUMN } from '../../../../theme/styles';
import { treeModel } from './treeModel';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0.5, 3),
        fontSize: 13,
        lineHeight: '18px',
        color: colours.subtle,
      },
      kind: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(1),
      },
      line: { width: 28, borderTop: `2px solid ${colours.control}` },
      taken: { borderTop: `4px solid ${colours.action}` },
      possible: { borderTop: `2px dashed ${colours.action}` },
      stand: { borderTop: `4px dashed ${theme.palette.text.primary}` },
      off: {},
      unknown: { borderTopStyle: 'dotted' },
      // There are no lines in one column.
      linesOnly: { [ONE_COLUMN]: { display: 'none' } },
    };
  },
  { name: 'IdeogramIncidentTreeLegend' },
);

/** What each kind of line means. The tree says it in words too: only for the eye. */
export function Legend({ decision }: { decision: Decision }) {
  const classes = useStyles();
  const t = useTranslation();
  const standings = new Set(
    treeModel(decision).lines.map(({ standing }) => standing),
  );
  const isUndetermined = standings.has('stand');
  const words = {
    taken: t('legend.taken'),
    stand: t('legend.stand'),
    possible: t('legend.possible'),
    off: isUndetermined ? t('legend.ruledOut') : t('legend.notTaken'),
  };
  return (
    <div className={classes.root} aria-hidden>
      {(['taken', 'stand', 'possible', 'off'] as const)
        .filter(standing => standings.has(standing))
        .map(standing => (
          <span key={standing} className={classes.kind}>
            <i className={clsx(classes.line, classes[standing])} />
            {words[standing]}
          </span>
        ))}
      {!isUndetermined && (
        <span className={clsx(classes.kind, classes.linesOnly)}>
          <i className={clsx(classes.line, classes.unknown)} />
          {t('legend.ifUnknown')}
        </span>
      )}
    </div>
  );
}
