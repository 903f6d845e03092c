import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { READ_EVERY_MS } from '../features/triage/components/Verdict/LiveControls';
import { VerdictAnnouncer } from '../features/triage/components/Verdict/VerdictAnnouncer';
import { useTriages } from '../features/triage/hooks/useTriages';
import { ClockOffsetContext } from '../hooks/ClockAhead';
import { targetInfos } from '../hooks/entityTargets';
import { useTargets } from '../hooks/useTargets';
import { FailureState } from './states/FailureState';
import { TargetNotDefined } from './states/TargetNotDefined';
import { TargetIncident } from './TargetIncident';
import { useSelectedTarget } from './useSelectedTarget';

const useStyles = makeStyles(
  theme => ({
    bands: { display: 'grid', gap: theme.spacing(4), minWidth: 0 },
  }),
  { name: 'IdeogramIncidentEntity' },
);

/** The targets of an entity, one of them seen. */
export function EntityIncident(props: {
  entityRef: string;
  named: readonly string[];
}) {
  const { entityRef, named } = props;
  const classes = useStyles();
  const [asked, setAsked] = useState(0);
  const answer = useTargets(entityRef, asked);
  const targets = targetInfos(named, answer);
  const names = targets.map(({ name }) => name);
  const [selected, select] = useSelectedTarget(names);
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
  return (
    <ClockOffsetContext.Provider value={followed?.clockAheadMs ?? 0}>
      <VerdictAnnouncer triage={followed?.triage} />
      <div className={classes.bands}>
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
