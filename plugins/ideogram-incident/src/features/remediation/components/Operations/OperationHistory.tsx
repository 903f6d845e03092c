import { lazy, Suspense } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';
import { NARROW, PHONE } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { HistoryList } from './HistoryList';

// The table is large, and history comes last.
const HistoryTable = lazy(() => import('./HistoryTable'));

const useStyles = makeStyles(
  theme => ({
    text: { padding: theme.spacing(2, 2.5) },
    scrolls: {
      overflowX: 'auto',
    },
    more: { marginTop: theme.spacing(1), [PHONE]: { minHeight: 44 } },
  }),
  { name: 'IdeogramIncidentOperationHistory' },
);

/** All that was done about the target, newest first. */
export function OperationHistory() {
  const { operations } = useRemediation();
  const isNarrow = useMediaQuery(NARROW, { noSsr: true });
  const { loaded, failure, cursor, loadingMore, loadMore } = operations;
  const classes = useStyles();
  const t = useTranslation();
  const isEmpty = operations.operations.length === 0;
  return (
    <section
      aria-labelledby="ideogram-incident-operations"
      aria-busy={!loaded && !failure}
    >
      <SectionTitle id="ideogram-incident-operations">
        {t('operation.title')}
      </SectionTitle>
      {isEmpty && !loaded && !failure && (
        <Skeleton variant="rect" height={52} />
      )}
      {isEmpty && loaded && (
        <Paper className={classes.text}>{t('operation.none')}</Paper>
      )}
      {!isEmpty && isNarrow && <HistoryList />}
      {!isEmpty && !isNarrow && (
        <div className={classes.scrolls}>
          <Suspense fallback={<Skeleton variant="rect" height={160} />}>
            <HistoryTable />
          </Suspense>
        </div>
      )}
      {failure && (
        <Paper className={classes.text}>{t('operation.notRead')}</Paper>
      )}
      {cursor !== undefined && (
        <Button
          className={classes.more}
          color="primary"
          aria-disabled={loadingMore || undefined}
          onClick={loadMore}
        >
          {t('operation.loadMore')}
        </Button>
      )}
    </section>
  );
}
