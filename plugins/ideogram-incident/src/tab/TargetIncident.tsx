import { Suspense, lazy, type ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import type { Triage } from 'backstage-plugin-ideogram-incident-common';
import { SkipLink } from '../components/AnchorLink';
import { SectionTitle } from '../components/SectionTitle';
import { zoneName } from '../components/Time';
import {
  GUIDANCE_HEADING_ID,
  Guidance,
  GuidanceSkeleton,
} from '../features/remediation/components/Guidance/Guidance';
import { Mitigations } from '../features/remediation/components/Mitigations/Mitigations';
import { OperationCards } from '../features/remediation/components/Operations/OperationCards';
import { OperationHistory } from '../features/remediation/components/Operations/OperationHistory';
import { RemediationProvider } from '../features/remediation/RemediationProvider';
import { DecisionTree } from '../features/triage/components/DecisionTree/DecisionTree';
import { Legend } from '../features/triage/components/DecisionTree/Legend';
import { groupProblems } from '../features/triage/components/Problems/groupProblems';
import { Problems } from '../features/triage/components/Problems/Problems';
import { Readings } from '../features/triage/components/Readings/Readings';
import { LiveControls } from '../features/triage/components/Verdict/LiveControls';
import { TargetSelect } from '../features/triage/components/Verdict/TargetSelect';
import { Verdict } from '../features/triage/components/Verdict/Verdict';
import {
  VerdictCard,
  VerdictSkeleton,
} from '../features/triage/components/Verdict/VerdictCard';
import type { FollowedTriage } from '../features/triage/hooks/useTriages';
import type { TargetInfo } from '../hooks/useTargets';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';
import { ONE_COLUMN } from '../theme/styles';

// uPlot is a third of the tab, and charts are proof: they come after.
const OverTime = lazy(() =>
  import('../features/triage/components/Charts/OverTime').then(
    ({ OverTime: component }) => ({
      default: component,
    }),
  ),
);

const CHARTS_EVERY_MS = 60_000;

const useStyles = makeStyles(
  theme => ({
    now: {
      display: 'grid',
      alignItems: 'start',
      gap: theme.spacing(3),
      gridTemplateColumns: 'minmax(0, 46fr) minmax(0, 54fr)',
      [ONE_COLUMN]: {
        gap: theme.spacing(4),
        gridTemplateColumns: 'minmax(0, 1fr)',
      },
    },
    // Stays in sight beside a long list of steps.
    beside: {
      position: 'sticky',
      top: theme.spacing(2),
      minWidth: 0,
      [ONE_COLUMN]: { position: 'static' },
    },
    tree: { padding: theme.spacing(3), overflow: 'hidden' },
    // The table scrolls within it.
    last: { minWidth: 0 },
    zone: {
      marginTop: theme.spacing(2),
      fontSize: 12,
      lineHeight: '16px',
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentTarget' },
);

function seenIn(triage: Triage | undefined) {
  const workload = triage?.readings.find(({ probe }) => probe === 'workload');
  return { at: triage?.finishedAt, workload: workload?.summary };
}

/** All that is known of one target, in the order in which it is needed. */
export function TargetIncident(props: {
  entityRef: string;
  targets: readonly TargetInfo[];
  target: TargetInfo;
  followed: FollowedTriage;
  onSelect(name: string): void;
  /** What is to be known besides; it comes after the verdict. */
  children?: ReactNode;
}) {
  const { entityRef, targets, target, followed, onSelect } = props;
  const { triage, readings } = followed;
  const classes = useStyles();
  const t = useTranslation();
  const groups = groupProblems(readings.map(({ reading }) => reading));
  const row = (
    <LiveControls followed={followed}>
      <TargetSelect
        targets={targets}
        selected={target.name}
        onSelect={onSelect}
      />
    </LiveControls>
  );
  return (
    <RemediationProvider
      entityRef={entityRef}
      target={target}
      seen={seenIn(triage)}
      onChanged={followed.readNow}
    >
      {triage && <SkipLink to={GUIDANCE_HEADING_ID}>{t('tab.skip')}</SkipLink>}
      <VerdictCard busy={!triage} row={row}>
        {triage ? (
          <Verdict followed={followed} triage={triage} />
        ) : (
          <VerdictSkeleton target={target.title} readings={readings} />
        )}
      </VerdictCard>
      <OperationCards />
      {props.children}
      {triage && <Problems groups={groups} />}
      <Mitigations />
      <div className={classes.now}>
        {triage ? (
          <Guidance decision={triage.decision} links={target.links} />
        ) : (
          <GuidanceSkeleton />
        )}
        <div className={classes.beside}>
          <Readings
            readings={readings}
            problems={triage ? groups : []}
            loading={!triage}
          />
        </div>
      </div>
      {triage && (
        <section aria-labelledby="ideogram-incident-why">
          <SectionTitle
            id="ideogram-incident-why"
            end={<Legend decision={triage.decision} />}
          >
            {t('tab.why')}
          </SectionTitle>
          <Paper className={classes.tree}>
            <DecisionTree decision={triage.decision} />
          </Paper>
        </section>
      )}
      {triage && (
        <Suspense fallback={<Skeleton variant="rect" height={320} />}>
          <OverTime
            entityRef={entityRef}
            target={target.name}
            refreshKey={Math.floor(
              Date.parse(triage.finishedAt) / CHARTS_EVERY_MS,
            )}
          />
        </Suspense>
      )}
      {triage && (
        <div className={classes.last}>
          <OperationHistory />
          <p className={classes.zone}>{t('tab.zone', { zone: zoneName() })}</p>
        </div>
      )}
    </RemediationProvider>
  );
}
