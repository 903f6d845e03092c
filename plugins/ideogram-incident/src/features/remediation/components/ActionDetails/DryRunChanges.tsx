import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import type { DryRun } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { MONOSPACE } from '../../../../theme/styles';

interface DiffLine {
  kind: 'added' | 'removed' | 'place' | 'same';
  text: string;
}

const MAX_LINES = 200;

function kindOf(line: string): DiffLine['kind'] {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}

/**
 * The lines of a unified diff without the names of its two files, which are
 * those of one object; and how many were left out where it is long.
 */
export function diffLines(diff: string): { lines: DiffLine[]; more: number } {
  const all = diff.split('\n');
  if (all.at(-1) === '') all.pop();
  const body = all.filter(
    (line, index) => index > 3 || !/^(?:---|\+\+\+|===+|Index:)/.test(line),
  );
  return {
    lines: body.slice(0, MAX_LINES).map(text => ({ kind: kindOf(text), text })),
    more: Math.max(0, body.length - MAX_LINES),
  };
}

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
