import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { keptPlace } from '../EmptyPlace';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      card: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.5, 2),
        ...keptPlace(theme),
        '& button': { [PHONE]: { minHeight: 44 } },
      },
      // Somebody waits for an answer.
      asks: {
        boxShadow: `inset 5px 0 0 ${colours.action}, ${theme.shadows[1]}`,
      },
      words: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
      title: { margin: 0, fontSize: 16, lineHeight: '24px', fontWeight: 700 },
      subtle: { color: colours.subtle },
      // It has to fit into the place that is kept; its dialog has the rest.
      short: {
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 2,
        overflow: 'hidden',
      },
    };
  },
  { name: 'IdeogramIncidentOperationCard' },
);

/** One operation in a line: its mark, what is to be known, and a button. */
export function OperationCard(props: {
  mark: ReactNode;
  asks?: boolean;
  title?: ReactNode;
  children: ReactNode;
  button: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Paper
      component="li"
      className={clsx(classes.card, props.asks && classes.asks)}
    >
      <div className={classes.words}>
        {props.mark}
        {props.title && <h3 className={classes.title}>{props.title}</h3>}
        <div className={clsx(classes.subtle, !props.asks && classes.short)}>
          {props.children}
        </div>
      </div>
      {props.button}
    </Paper>
  );
}
