import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { IncidentStatus } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../hooks/useTranslation';
import { statusColours } from '../../../theme/statusColours';
import { FORCED_COLOURS, visuallyHidden } from '../../../theme/styles';

export const PHASES: readonly IncidentStatus[] = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
];

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0, 1.5),
        margin: 0,
        padding: 0,
        listStyle: 'none',
      },
      phase: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        color: colours.subtle,
      },
      now: { fontWeight: 700, color: theme.palette.text.primary },
      dot: {
        flex: 'none',
        boxSizing: 'border-box',
        width: 10,
        height: 10,
        borderRadius: '50%',
        border: `2px solid ${colours.control}`,
      },
      reached: {
        borderColor: colours.action,
        background: colours.action,
        [FORCED_COLOURS]: {
          background: 'CanvasText',
          forcedColorAdjust: 'none',
        },
      },
      heard: visuallyHidden,
    };
  },
  { name: 'IdeogramIncidentPhases' },
);

/** How far an incident is on its way to the end. */
export function Phases(props: {
  status: IncidentStatus;
  /** Only the word of the present one; the others as dots. */
  short?: boolean;
}) {
  const { status, short } = props;
  const classes = useStyles();
  const t = useTranslation();
  const at = PHASES.indexOf(status);
  return (
    <ol className={classes.root} aria-label={t('incident.statusTitle')}>
      {PHASES.map((phase, index) => (
        <li
          key={phase}
          className={clsx(classes.phase, index === at && classes.now)}
          aria-current={index === at ? 'step' : undefined}
        >
          <i
            className={clsx(classes.dot, index <= at && classes.reached)}
            aria-hidden
          />
          <span className={short && index !== at ? classes.heard : undefined}>
            {t(`incident.${phase}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
