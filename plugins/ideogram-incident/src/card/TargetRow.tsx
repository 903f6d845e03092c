import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import Skeleton from '@material-ui/lab/Skeleton';
import { Age } from '../components/Time';
import { SeverityBadge } from '../components/SeverityBadge';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';
import type { CardRow } from './cardRows';

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
