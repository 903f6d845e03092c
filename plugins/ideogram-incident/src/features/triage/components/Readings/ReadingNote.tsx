import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { statusColours } from '../../../../theme/statusColours';
import { FORCED_COLOURS } from '../../../../theme/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      marginTop: 2,
      fontSize: 13,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'IdeogramIncidentReadingNote' },
);

/** A quiet line below a reading's summary. */
export function ReadingNote({ children }: { children: ReactNode }) {
  return <Typography className={useStyles().root}>{children}</Typography>;
}

const useMeterStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        position: 'relative',
        height: 8,
        margin: '14px 0 8px',
        borderRadius: 4,
        background: colours.sunken,
        border: `1px solid ${colours.line}`,
      },
      fill: {
        height: '100%',
        borderRadius: 3,
        background: theme.palette.text.primary,
        [FORCED_COLOURS]: {
          background: 'CanvasText',
          forcedColorAdjust: 'none',
        },
      },
      limit: {
        position: 'absolute',
        top: -5,
        bottom: -5,
        width: 2,
        background: theme.palette.text.primary,
        boxShadow: `0 0 0 2px ${theme.palette.background.paper}`,
        [FORCED_COLOURS]: {
          background: 'Highlight',
          boxShadow: '0 0 0 2px Canvas',
          forcedColorAdjust: 'none',
        },
      },
    };
  },
  { name: 'IdeogramIncidentMeter' },
);

const percent = (share: number) =>
  `${Math.min(100, Math.max(0, share * 100))}%`;

/** A value and its limit on one scale; the text beside it says both. */
export function Meter(props: { value: number; limit: number; max: number }) {
  const { value, limit, max } = props;
  const classes = useMeterStyles();
  return (
    <div className={classes.root} aria-hidden>
      <div className={classes.fill} style={{ width: percent(value / max) }} />
      <div className={classes.limit} style={{ left: percent(limit / max) }} />
    </div>
  );
}
