import { makeStyles, type Theme } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { SeverityLevel } from 'backstage-plugin-ideogram-incident-common';
import { statusColours, type StatusColours } from '../theme/statusColours';
import { FORCED_COLOURS, ONE_COLUMN, PHONE } from '../theme/styles';

export interface SeverityDisplay {
  level: SeverityLevel;
  /** The level is known, its cause is not: hatched. */
  undetermined: boolean;
  /** Of some time ago: never filled. */
  stale: boolean;
}

/** The colour at the plate's edge that stands for a level. */
export function edgeColour(colours: StatusColours, level: SeverityLevel) {
  return {
    P1: colours.failing,
    P2: colours.degraded,
    P3: colours.degraded,
    P4: colours.unknown,
    none: colours.ok,
  }[level].shape;
}

/** Only P1 and P2 are filled, and only where the cause is known, now. */
export function isFilled({
  level,
  undetermined,
  stale,
}: SeverityDisplay): boolean {
  return (level === 'P1' || level === 'P2') && !undetermined && !stale;
}

const useStyles = makeStyles<Theme, SeverityDisplay>(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        minHeight: 152,
        padding: theme.spacing(2.5, 1.5),
        textAlign: 'center',
        [ONE_COLUMN]: { minHeight: 136 },
        // The first button has to be in sight.
        [PHONE]: { minHeight: 72, padding: theme.spacing(1) },
        [FORCED_COLOURS]: { borderRight: '1px solid CanvasText' },
      },
      filled: ({ level }) => ({
        background: level === 'P1' ? colours.p1.plate : colours.p2.plate,
        color: level === 'P1' ? colours.p1.ink : colours.p2.ink,
      }),
      // Of what depends on the level only what does: it overrides all else.
      edge: ({ level }) => ({
        boxShadow: `inset 8px 0 0 ${edgeColour(colours, level)}`,
        color: level === 'none' ? colours.ok.text : theme.palette.text.primary,
      }),
      edged: {
        paddingLeft: theme.spacing(2.5),
        borderRight: `1px solid ${colours.line}`,
      },
      undetermined: {
        background: colours.hatch,
        borderRight: `2px dashed ${colours.unknown.shape}`,
      },
      stale: { borderRight: `2px dashed ${colours.unknown.shape}` },
      level: {
        fontSize: 80,
        lineHeight: '80px',
        letterSpacing: -2,
        fontWeight: 700,
        [PHONE]: { fontSize: 40, lineHeight: '40px', letterSpacing: -1 },
      },
      icon: { fontSize: 72, [PHONE]: { fontSize: 40 } },
      word: {
        marginTop: theme.spacing(1),
        [PHONE]: { marginTop: 0, fontSize: 14 },
        fontSize: 16,
        lineHeight: '20px',
        fontWeight: 700,
      },
    };
  },
  { name: 'IdeogramIncidentSeverityPlate' },
);

/** The level, to be read from across the room. */
export function SeverityPlate(props: {
  look: SeverityDisplay;
  children: ReactNode;
}) {
  const { look, children } = props;
  const classes = useStyles(look);
  return (
    <div
      className={clsx(
        classes.root,
        isFilled(look) ? classes.filled : [classes.edge, classes.edged],
        look.undetermined && classes.undetermined,
        look.stale && classes.stale,
      )}
    >
      {look.level === 'none' ? (
        <CheckCircleOutline className={classes.icon} aria-hidden />
      ) : (
        <span className={classes.level}>{look.level}</span>
      )}
      <span className={classes.word}>{children}</span>
    </div>
  );
}
