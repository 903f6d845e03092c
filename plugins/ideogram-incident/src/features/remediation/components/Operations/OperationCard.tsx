import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { statusColours } from '../../../../theme/statusColours';
import { focusRing, PHONE } from '../../../../theme/styles';
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
        '&:focus-visible': focusRing(theme),
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

const elementId = (id: string) => `ideogram-incident-operation-${id}`;

/**
 * Gives the focus to the card of an operation, and says whether it is there.
 *
 * It is the card and not its button: the card may have come this moment, and a
 * button of Material UI that has the focus before its ripple is there throws.
 */
export function focusOperationCard(id: string): boolean {
  const card = document.getElementById(elementId(id));
  card?.focus();
  return card !== null;
}

/** One operation in a line: its mark, what is to be known, and a button. */
export function OperationCard(props: {
  id: string;
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
      id={elementId(props.id)}
      tabIndex={-1}
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
