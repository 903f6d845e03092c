import { lazy, Suspense, useState } from 'react';
import Skeleton from '@material-ui/lab/Skeleton';
import { useParams } from 'react-router-dom';
import { makeStyles } from '@material-ui/core/styles';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  TARGETS_ANNOTATION,
  parseTargetsAnnotation,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { READ_EVERY_MS } from '../features/triage/components/Verdict/LiveControls';
import { VerdictAnnouncer } from '../features/triage/components/Verdict/VerdictAnnouncer';
import { useTriages } from '../features/triage/hooks/useTriages';
import { useAddressParameter } from '../hooks/useAddressParameter';
import { ClockOffsetContext } from '../hooks/useNow';
import { targetInfos, useTargets } from '../hooks/useTargets';
import { useTitlePrefix } from '../hooks/useTitlePrefix';
import { useTranslation } from '../hooks/useTranslation';
import { ownText } from '../theme/styles';
import {
  FailureState,
  TargetNotDefined,
  AnnotationMissing,
} from './failureStates';
import { StateCard } from './StateCard';
import { TargetIncident } from './TargetIncident';

const Story = lazy(() =>
  import('../features/incidents/components/Story/Story').then(m => ({
    default: m.Story,
  })),
);

/** The incident whose story the address names below the tab's own. */
function useStoryNumber(): string | undefined {
  const { '*': below = '' } = useParams();
  const [, number] = /^(INC-[1-9]\d{0,8})\/?$/i.exec(below) ?? [];
  return number?.toLocaleUpperCase('en-US');
}

/**
 * The name of the selected target, kept in the page's address so that a link
 * to it can be sent. The first one where the address names none, or another.
 */
function useSelectedTarget(names: readonly string[]): {
  selected: string | undefined;
  /** What the address names, where there is no such target. */
  unknown: string | undefined;
  select(name: string): void;
} {
  const [wanted, select] = useAddressParameter('target');
  const isKnown = wanted !== undefined && names.includes(wanted);
  return {
    selected: isKnown ? wanted : names[0],
    unknown: isKnown ? undefined : wanted,
    select,
  };
}

const useStyles = makeStyles(
  theme => ({
    bands: { display: 'grid', gap: theme.spacing(4), minWidth: 0 },
  }),
  { name: 'IdeogramIncidentEntity' },
);

/** What the window's title begins with, so that another tab shows it, too. */
const urgencyOf = (triage: Triage | undefined) =>
  triage?.severity.level === 'P1' ? 'P1' : undefined;

/** The targets of an entity, one of them seen. */
function EntityIncident(props: {
  entityRef: string;
  named: readonly string[];
}) {
  const { entityRef, named } = props;
  const classes = useStyles();
  const t = useTranslation();
  const [asked, setAsked] = useState(0);
  const answer = useTargets(entityRef, asked);
  const targets = targetInfos(named, answer);
  const names = targets.map(({ name }) => name);
  const { selected, unknown, select } = useSelectedTarget(names);
  const followedOf = useTriages(
    entityRef,
    selected === undefined ? [] : [selected],
    READ_EVERY_MS,
  );
  const target = targets.find(({ name }) => name === selected);
  const followed = target && followedOf(target.name);
  const failure = followed?.failure;
  const tryAgain = () => {
    setAsked(asked + 1);
    followed?.readNow();
  };
  // Until the targets are known, a 404 may be of one that is not defined.
  const isShown =
    failure &&
    (!followed.triage || failure.kind === 'forbidden') &&
    (failure.kind !== 'not-found' || answer !== undefined);
  const isTold = !isShown && target && followed;
  const notDefined = answer?.undefinedTargets.map(name => (
    <TargetNotDefined key={name} target={name} others={!!target} />
  ));
  // What the entity names without a definition is told below.
  const isUnknown =
    unknown !== undefined &&
    answer !== undefined &&
    !answer.undefinedTargets.includes(unknown);
  useTitlePrefix(isTold && !failure ? urgencyOf(followed.triage) : undefined);
  return (
    <ClockOffsetContext.Provider value={followed?.clockAheadMs ?? 0}>
      {/* Of a lost connection it would say what may be over. */}
      <VerdictAnnouncer triage={failure ? undefined : followed?.triage} />
      <div className={classes.bands}>
        {isUnknown && (
          <StateCard title={t('targetUnknown.title', { target: unknown })}>
            {target
              ? t('targetUnknown.shown', { target: target.title })
              : t('targetUnknown.none')}
          </StateCard>
        )}
        {isShown && (
          <FailureState
            failure={failure}
            retryAt={followed.retryAt}
            onTryAgain={tryAgain}
          />
        )}
        {isTold && (
          <TargetIncident
            entityRef={entityRef}
            targets={targets}
            target={target}
            followed={followed}
            onSelect={select}
          >
            {notDefined}
          </TargetIncident>
        )}
        {!isTold && notDefined}
      </div>
    </ClockOffsetContext.Provider>
  );
}

const useIncidentTabStyles = makeStyles(
  theme => ({
    root: {
      position: 'relative',
      ...ownText(theme),
    },
  }),
  { name: 'IdeogramIncidentTab' },
);

/** The Incident tab of an entity. */
export function IncidentTab() {
  const { entity } = useEntity();
  const classes = useIncidentTabStyles();
  const named = parseTargetsAnnotation(
    entity.metadata.annotations?.[TARGETS_ANNOTATION],
  );
  const entityRef = stringifyEntityRef(entity);
  const number = useStoryNumber();
  const now =
    named.length === 0 ? (
      <AnnotationMissing />
    ) : (
      <EntityIncident {...{ entityRef, named }} />
    );
  return (
    <div className={classes.root} data-testid="incident-tab">
      {number === undefined ? (
        now
      ) : (
        <Suspense fallback={<Skeleton variant="rect" height={320} />}>
          <Story key={number} {...{ entityRef, named, number }} />
        </Suspense>
      )}
    </div>
  );
}
