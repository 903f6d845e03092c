import { makeStyles, type Theme } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import clsx from 'clsx';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { Age } from '../components/Time';
import {
  edgeColour,
  isFilled,
  type SeverityDisplay,
} from '../features/triage/components/Verdict/SeverityPlate';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';
import type { CardRow } from './cardRows';

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
function SeverityBadge({ look }: { look?: SeverityDisplay }) {
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

const useTargetRowStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 1.5),
      padding: theme.spacing(1.5, 0),
      fontSize: 14,
      lineHeight: '20px',
      fontVariantNumeric: 'tabular-nums',
      '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    },
    words: { flex: '1 1 180px', minWidth: 0, overflowWrap: 'anywhere' },
    fact: {
      fontSize: 14,
      lineHeight: '20px',
      fontWeight: 700,
    },
    about: { color: statusColours(theme).subtle },
  }),
  { name: 'IdeogramIncidentTargetRow' },
);

function useFact({ state, verdict }: CardRow): string {
  const t = useTranslation();
  if (!verdict) {
    return {
      read: '',
      reading: t('card.reading'),
      'not-read': t('card.notRead'),
      forbidden: t('card.forbidden'),
    }[state];
  }
  if (verdict.look.level !== 'none') return verdict.sentence;
  return verdict.look.stale ? t('card.wasHealthy') : t('card.healthy');
}

/** What the card says of a target, with the way to its tab. */
export function TargetRow(props: { row: CardRow; href?: string }) {
  const { row, href } = props;
  const { targets, state, verdict } = row;
  const classes = useTargetRowStyles();
  const t = useTranslation();
  const fact = useFact(row);
  const titles = targets.map(({ title }) => title).join(', ');
  return (
    <li className={classes.root}>
      {state === 'reading' ? (
        <Skeleton variant="rect" width={48} height={40} />
      ) : (
        <SeverityBadge look={verdict?.look} />
      )}
      <div className={classes.words}>
        <Typography className={classes.fact}>{fact}</Typography>
        <span className={classes.about}>
          {titles}
          {verdict && (
            <>
              , <Age at={verdict.readAt} />
              {verdict.look.stale && `. ${t('card.stale')}`}
              {verdict.missing > 0 &&
                `. ${t('card.missing', {
                  number: String(verdict.missing),
                  total: String(verdict.total),
                })}`}
            </>
          )}
        </span>
      </div>
      {href && (
        <Link to={href} aria-label={t('card.openTarget', { target: titles })}>
          {t('card.open')}
        </Link>
      )}
    </li>
  );
}
