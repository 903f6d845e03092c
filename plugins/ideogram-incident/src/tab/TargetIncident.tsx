import { Suspense, lazy, type ReactNode } from 'react';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  fillLink,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { SkipLink } from '../components/AnchorLink';
import { SectionTitle } from '../components/SectionTitle';
import { zoneName } from '../components/Time';
import {
  GUIDANCE_HEADING_ID,
  Guidance,
  GuidanceSkeleton,
} from '../features/remediation/components/Guidance/Guidance';
import { IncidentStrip } from '../features/incidents/components/Strip/IncidentStrip';
import { useOpenIncidents } from '../features/incidents/hooks/useOpenIncidents';
import { Mitigations } from '../features/remediation/components/Mitigations/Mitigations';
import { OperationCards } from '../features/remediation/components/Operations/OperationCards';
import { OperationHistory } from '../features/remediation/components/Operations/OperationHistory';
import { useRemediation } from '../features/remediation/hooks/useRemediation';
import { RemediationProvider } from '../features/remediation/RemediationProvider';
import { DecisionTree } from '../features/triage/components/DecisionTree/DecisionTree';
import { Legend } from '../features/triage/components/DecisionTree/Legend';
import { groupProblems } from '../features/triage/components/Problems/groupProblems';
import { Problems } from '../features/triage/components/Problems/Problems';
import { ReadingBoundary } from '../features/triage/components/Readings/ReadingBody';
import { Readings } from '../features/triage/components/Readings/Readings';
import { LiveControls } from '../features/triage/components/Verdict/LiveControls';
import { TargetSelect } from '../features/triage/components/Verdict/TargetSelect';
import {
  Verdict,
  VerdictExplanation,
} from '../features/triage/components/Verdict/Verdict';
import { VerdictFacts } from '../features/triage/components/Verdict/VerdictFacts';
import {
  VerdictCard,
  VerdictSkeleton,
} from '../features/triage/components/Verdict/VerdictCard';
import {
  phaseOf,
  type FollowedTriage,
} from '../features/triage/hooks/useTriages';
import type { TargetInfo } from '../hooks/useTargets';
import { useTitlePrefix } from '../hooks/useTitlePrefix';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';
import { ON_PHONE, ONE_COLUMN, PHONE } from '../theme/styles';
import { Aftermath } from './Aftermath/Aftermath';
import { ShareButtons } from './ShareButtons';

// uPlot is a third of the tab, and charts are proof: they come after.
const OverTime = lazy(() =>
  import('../features/triage/components/Charts/OverTime').then(
    ({ OverTime: component }) => ({
      default: component,
    }),
  ),
);

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
      [PHONE]: { marginTop: theme.spacing(-3) },
    },
    column: { display: 'grid', gap: theme.spacing(4), minWidth: 0 },
    doing: {
      display: 'grid',
      alignItems: 'start',
      gap: theme.spacing(1.5, 3),
      // It belongs to the verdict, and the first button has to be in sight.
      marginTop: theme.spacing(-2),
      [PHONE]: { marginTop: 0 },
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      [ONE_COLUMN]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    tree: { padding: theme.spacing(3), overflow: 'hidden' },
    facts: { padding: theme.spacing(1.5, 2) },
    // The table scrolls within it.
    last: { minWidth: 0, [PHONE]: { '& button': { minHeight: 44 } } },
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
  return { observedAt: triage?.finishedAt, workload: workload?.summary };
}

/** The charts, with what was done about the target in them. */
function Charts({ triage }: { triage: Triage }) {
  const { entityRef, target, operations } = useRemediation();
  return (
    <Suspense fallback={<Skeleton variant="rect" height={640} />}>
      <OverTime
        entityRef={entityRef}
        target={target.name}
        readings={triage.readings}
        finishedAt={triage.finishedAt}
        operations={operations.operations}
        links={target.links}
      />
    </Suspense>
  );
}

const HOUR_MS = 3_600_000;

/** The operator's links, where they have room for a time with the last hour. */
function linksAt({ name, links }: TargetInfo, finishedAt: string) {
  const to = Date.parse(finishedAt);
  return links.map(link =>
    fillLink(link, { from: to - HOUR_MS, to, target: name }),
  );
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
  const isOnPhone = useMediaQuery(ON_PHONE, { noSsr: true });
  const phase = phaseOf(followed);
  const open = useOpenIncidents(entityRef, target.name);
  const strip = <IncidentStrip {...{ entityRef, target, triage, open }} />;
  // The triage may be calm again while people still look after it.
  useTitlePrefix(
    open.incidents.some(({ severity, drill }) => severity === 'P1' && !drill)
      ? 'P1'
      : undefined,
  );
  const groups = groupProblems(readings.map(({ reading }) => reading));
  const row = (
    <LiveControls
      followed={followed}
      end={!isOnPhone && triage && <ShareButtons {...{ triage, target }} />}
    >
      <TargetSelect
        targets={targets}
        selected={target.name}
        onSelect={onSelect}
      />
    </LiveControls>
  );
  const doing = (
    <div className={classes.doing}>
      <OperationCards />
      <Mitigations />
    </div>
  );
  // Below the guidance there is room, and nothing that they could move.
  const besides = triage && (
    <>
      {phase !== 'stale' && <Aftermath triage={triage} />}
      <Problems groups={groups} />
    </>
  );
  // On a phone the first button has to be in sight: what explains comes after.
  return (
    <RemediationProvider
      entityRef={entityRef}
      targets={targets}
      target={target}
      seen={seenIn(triage)}
      onChanged={followed.readNow}
      onSelect={onSelect}
    >
      {triage && <SkipLink to={GUIDANCE_HEADING_ID}>{t('tab.skip')}</SkipLink>}
      {/* On a phone the first button has to be in sight. */}
      {!isOnPhone && strip}
      <VerdictCard busy={!triage} row={isOnPhone ? null : row}>
        {triage ? (
          <Verdict
            {...{ followed, triage }}
            target={target.title}
            hasIncident={open.incidents.some(({ drill }) => !drill)}
          />
        ) : (
          <VerdictSkeleton target={target.title} readings={readings} />
        )}
      </VerdictCard>
      {props.children}
      {!isOnPhone && doing}
      <div className={classes.now}>
        <div className={classes.column}>
          {triage ? (
            <Guidance
              decision={triage.decision}
              links={linksAt(target, triage.finishedAt)}
            />
          ) : (
            <GuidanceSkeleton />
          )}
          {isOnPhone && (
            <>
              <Paper>
                {triage && (
                  <div className={classes.facts}>
                    {phase === 'live' && (
                      <VerdictExplanation {...{ followed, triage }} />
                    )}
                    <VerdictFacts triage={triage} />
                  </div>
                )}
                {row}
              </Paper>
              {strip}
              {doing}
            </>
          )}
          {besides}
        </div>
        <div className={classes.column}>
          <Readings
            readings={readings}
            problems={triage ? groups : []}
            loading={!triage}
          />
          {triage && (
            <ReadingBoundary>
              <Charts triage={triage} />
            </ReadingBoundary>
          )}
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
        <div className={classes.last}>
          <OperationHistory />
          {isOnPhone && <ShareButtons {...{ triage, target }} />}
          <p className={classes.zone}>{t('tab.zone', { zone: zoneName() })}</p>
        </div>
      )}
    </RemediationProvider>
  );
}
