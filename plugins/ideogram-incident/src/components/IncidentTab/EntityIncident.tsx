import { useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { ClockAhead } from '../../hooks/useNow';
import { knownTargets, useTargets } from '../../hooks/useTargets';
import { useTriages } from '../../hooks/useTriage';
import { FailureState, TargetNotDefined } from '../States';
import { Announcer, READ_EVERY_MS } from '../Verdict';
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
  const targets = knownTargets(named, answer);
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
    <ClockAhead.Provider value={followed?.clockAheadMs ?? 0}>
      <Announcer triage={followed?.triage} />
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
    </ClockAhead.Provider>
  );
}
