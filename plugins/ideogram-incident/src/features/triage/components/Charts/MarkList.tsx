import { makeStyles } from '@material-ui/core/styles';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import type { ChartMark } from './chartMarks';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gap: theme.spacing(0.5),
      listStyle: 'none',
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      overflowWrap: 'anywhere',
      '& > li': {
        display: 'grid',
        gridTemplateColumns: '20px auto minmax(0, 1fr)',
        alignItems: 'baseline',
        gap: theme.spacing(0, 1),
      },
    },
    letter: {
      background: theme.palette.text.primary,
      color: theme.palette.background.paper,
      fontSize: 12,
      lineHeight: '18px',
      fontWeight: 700,
      textAlign: 'center',
    },
  }),
  { name: 'IdeogramIncidentMarkList' },
);

function useMarkText(): (mark: ChartMark) => string {
  const t = useTranslation();
  return mark => {
    switch (mark.kind) {
      case 'operation':
        return mark.operation.title;
      case 'announcement':
        return t('chart.announced', { title: mark.title });
      default:
        return t('chart.podsStarted', {
          count: mark.count,
          total: String(mark.total),
        });
    }
  };
}

/** What the letters in the charts stand for. */
export function MarkList({ marks }: { marks: readonly ChartMark[] }) {
  const classes = useStyles();
  const t = useTranslation();
  const textOf = useMarkText();
  if (marks.length === 0) return null;
  return (
    <ol className={classes.root} aria-label={t('chart.marks')}>
      {marks.map(mark => (
        <li key={mark.letter}>
          <span className={classes.letter}>{mark.letter}</span>
          <Time at={mark.at * 1000} />
          <span>{textOf(mark)}</span>
        </li>
      ))}
    </ol>
  );
}
