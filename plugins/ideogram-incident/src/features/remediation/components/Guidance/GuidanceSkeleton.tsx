import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';

const useStyles = makeStyles(
  theme => ({
    card: { padding: theme.spacing(0.5, 2.5) },
    step: {
      display: 'grid',
      gridTemplateColumns: '28px minmax(0, 1fr)',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(2, 0),
    },
  }),
  { name: 'IdeogramIncidentGuidanceSkeleton' },
);

const STEPS = 4;

/** In the guidance's place until there is a decision, in its shape. */
export function GuidanceSkeleton() {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <section aria-hidden>
      <SectionTitle id="ideogram-incident-awaited">{t('tab.now')}</SectionTitle>
      <Paper className={classes.card}>
        {Array.from({ length: STEPS }, (_, index) => (
          <div key={index} className={classes.step}>
            <Skeleton variant="circle" width={28} height={28} />
            <div>
              <Skeleton width="50%" height={28} />
              <Skeleton width="90%" />
              <Skeleton width="70%" />
            </div>
          </div>
        ))}
      </Paper>
    </section>
  );
}
