import { useCallback, useState, type ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useSearchParams } from 'react-router-dom';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import type { RequestFailure } from '../../../../api/requestFailure';
import { SectionTitle } from '../../../../components/SectionTitle';
import { zoneName } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { ownText } from '../../../../theme/styles';
import {
  useIncidentList,
  type IncidentList,
} from '../../hooks/useIncidentList';
import { inOrderOfUrgency } from '../../inOrderOfUrgency';
import { FilterBar } from './FilterBar';
import { filtersIn, queryOf, type Filters } from './filters';
import { OpenIncidentRow } from './OpenIncidentRow';
import { RecentTable } from './RecentTable';

const useStyles = makeStyles(
  theme => ({
    root: {
      ...ownText(theme),
      display: 'grid',
      gap: theme.spacing(4),
      minWidth: 0,
    },
    list: { listStyle: 'none', margin: 0, padding: 0 },
    state: {
      padding: theme.spacing(2.5, 3),
      color: statusColours(theme).subtle,
    },
    more: { padding: theme.spacing(1, 2) },
    failed: { color: statusColours(theme).failing.text },
    zone: {
      margin: 0,
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentIncidentsContent' },
);

/** The filters in the page's address, so that what is found can be sent. */
function useFilters() {
  const [search, setSearch] = useSearchParams();
  const set = useCallback(
    (name: keyof Filters, value: string) =>
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          next.set(name, value);
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { filters: filtersIn(search), set };
}

function whyNotRead(
  failure: RequestFailure,
): 'off' | 'forbidden' | 'backendAbsent' | 'notRead' {
  switch (failure.kind) {
    case 'not-found':
      return 'off';
    case 'forbidden':
      return 'forbidden';
    case 'backend-absent':
      return 'backendAbsent';
    default:
      return 'notRead';
  }
}

/** A list, or what stands in its place. */
function Listed(props: {
  list: IncidentList;
  none: string;
  children(incidents: readonly Incident[]): ReactNode;
}) {
  const { list, none, children } = props;
  const { incidents, failure } = list;
  const classes = useStyles();
  const t = useTranslation();
  const [failed, setFailed] = useState(false);
  const loadMore = () => {
    setFailed(false);
    list.loadMore().catch(() => setFailed(true));
  };
  return (
    <Paper aria-busy={!incidents && !failure}>
      {failure && (
        <div className={classes.state} role="status">
          {t(`incidents.${whyNotRead(failure)}`)}
        </div>
      )}
      {!incidents && !failure && (
        <div className={classes.state}>
          <Skeleton height={48} />
        </div>
      )}
      {incidents?.length === 0 && !failure && (
        <div className={classes.state}>{none}</div>
      )}
      {incidents && incidents.length > 0 && children(incidents)}
      {list.hasMore && (
        <div className={classes.more}>
          <Button color="primary" onClick={loadMore}>
            {t('incidents.older')}
          </Button>
          <span className={classes.failed} role="alert">
            {failed && t('incidents.olderFailed')}
          </span>
        </div>
      )}
    </Paper>
  );
}

function OpenSection({ filters }: { filters: Filters }) {
  const classes = useStyles();
  const t = useTranslation();
  const list = useIncidentList(queryOf(filters, 'open', Date.now()));
  const count = list.incidents?.length;
  return (
    <section aria-labelledby="ideogram-incidents-open">
      <SectionTitle
        id="ideogram-incidents-open"
        aside={
          count !== undefined &&
          count > 0 &&
          t('incidents.openCount', { count })
        }
      >
        {t('incidents.open')}
      </SectionTitle>
      <Listed list={list} none={t('incidents.noneOpen')}>
        {incidents => (
          <ul className={classes.list}>
            {inOrderOfUrgency(incidents).map(incident => (
              <OpenIncidentRow key={incident.id} incident={incident} />
            ))}
          </ul>
        )}
      </Listed>
    </section>
  );
}

function RecentSection({ filters }: { filters: Filters }) {
  const t = useTranslation();
  const list = useIncidentList(queryOf(filters, 'resolved', Date.now()));
  return (
    <section aria-labelledby="ideogram-incidents-recent">
      <SectionTitle
        id="ideogram-incidents-recent"
        aside={t('incidents.newestFirst')}
      >
        {t('incidents.recent')}
      </SectionTitle>
      <Listed list={list} none={t('incidents.noneRecent')}>
        {incidents => <RecentTable incidents={incidents} />}
      </Listed>
    </section>
  );
}

/** The incidents of all components that the viewer may read. */
export function IncidentsContent() {
  const classes = useStyles();
  const t = useTranslation();
  const { filters, set } = useFilters();
  const onWords = useCallback((words: string) => set('q', words), [set]);
  // Whatever is chosen, all components stay to be chosen from.
  const everything = useIncidentList({ limit: '100' });
  const components = [
    ...new Set([
      ...(everything.incidents ?? []).flatMap(({ entityRefs }) => entityRefs),
      ...(filters.component ? [filters.component] : []),
    ]),
  ].sort();
  return (
    <div className={classes.root} data-testid="incidents-page">
      <FilterBar
        filters={filters}
        components={components}
        onChange={set}
        onWords={onWords}
      />
      {filters.state !== 'resolved' && <OpenSection filters={filters} />}
      {filters.state !== 'open' && <RecentSection filters={filters} />}
      <p className={classes.zone}>
        {t('tab.zone', { zone: zoneName() })} {t('incidents.visible')}
      </p>
    </div>
  );
}
