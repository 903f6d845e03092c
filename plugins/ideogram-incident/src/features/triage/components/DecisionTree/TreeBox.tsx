import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { statusColours } from '../../../../theme/statusColours';
import type { Standing } from './treeModel';

const useStyles = makeStyles(theme => ({
  box: {
    boxSizing: 'border-box',
    width: '100%',
    padding: theme.spacing(1.25, 1.5),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.paper,
    color: statusColours(theme).subtle,
    fontSize: 13,
    lineHeight: '18px',
    position: 'relative',
  },
  title: { fontSize: 14, lineHeight: '20px' },
  taken: {
    border: `2px solid ${statusColours(theme).action}`,
    color: theme.palette.text.primary,
    '& $title': { fontWeight: 700 },
  },
  possible: {
    border: `2px dashed ${statusColours(theme).action}`,
    color: theme.palette.text.primary,
    '& $title': { fontWeight: 700 },
  },
  stand: {
    border: `2px dashed ${theme.palette.text.primary}`,
    color: theme.palette.text.primary,
    paddingLeft: theme.spacing(2.75),
    '& $title': { fontWeight: 700 },
    '&::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: 0,
      bottom: 0,
      width: 10,
      background: statusColours(theme).hatch,
    },
  },
  off: {},
}));

/** One question or outcome. */
export function TreeBox(props: {
  standing: Standing;
  title: string;
  text: string;
  note?: string;
}) {
  const { standing, title, text, note } = props;
  const classes = useStyles();
  return (
    <div className={clsx(classes.box, classes[standing])}>
      <div className={classes.title}>{title}</div>
      <div>
        {text}
        {note && ` ${note}`}
      </div>
    </div>
  );
}
