import { makeStyles, type Theme } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import clsx from 'clsx';
import { statusColours } from '../theme/statusColours';
import { edgeColour, isFilled, type SeverityDisplay } from './SeverityPlate';

const useStyles = makeStyles<Theme, { look?: SeverityDisplay }>(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        flex: 'none',
        display: 'grid',
        placeItems: 'center',
        width: 48,
        height: 40,
        borderRadius: theme.shape.borderRadius,
        border: `1px solid ${colours.control}`,
        fontSize: 16,
        fontWeight: 700,
      },
      level: ({ look }) => {
        if (!look) return {};
        if (!isFilled(look)) {
          return {
            borderColor: edgeColour(colours, look.level),
            color: look.level === 'none' ? colours.ok.text : 'inherit',
          };
        }
        const { plate, ink } = look.level === 'P1' ? colours.p1 : colours.p2;
        return { borderColor: plate, background: plate, color: ink };
      },
      unknown: {
        border: `2px dashed ${colours.unknown.shape}`,
        background: colours.hatch,
        color: colours.unknown.text,
      },
      undetermined: {
        borderStyle: 'dashed',
        borderWidth: 2,
        background: colours.hatch,
      },
      stale: { borderStyle: 'dashed', borderWidth: 2 },
    };
  },
  { name: 'IdeogramIncidentSeverityBadge' },
);

/** The plate in small. Without a look nothing is known. */
export function SeverityBadge({ look }: { look?: SeverityDisplay }) {
  const classes = useStyles({ look });
  if (!look) {
    return (
      <span className={clsx(classes.root, classes.unknown)} aria-hidden>
        <HelpOutline fontSize="small" />
      </span>
    );
  }
  return (
    <span
      className={clsx(
        classes.root,
        classes.level,
        look.undetermined && classes.undetermined,
        look.stale && classes.stale,
      )}
    >
      {look.level === 'none' ? <CheckCircleOutline aria-hidden /> : look.level}
    </span>
  );
}
