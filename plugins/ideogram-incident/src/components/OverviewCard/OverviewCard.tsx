import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  TARGETS_ANNOTATION,
  parseTargetsAnnotation,
} from 'backstage-plugin-ideogram-incident-common';
import { useActionLists } from '../../hooks/useActions';
import { ClockAhead } from '../../hooks/useNow';
import { useTexts } from '../../hooks/useTexts';
import { knownTargets, useTargets } from '../../hooks/useTargets';
import { useTriages } from '../../hooks/useTriage';
import { incidentTabRouteRef } from '../../routes';
import { InForce } from './InForce';
import { Row } from './Row';
import { cardRows, type CardRow } from './cardRows';

/** A card among others need not be as quick as the tab. */
const READ_EVERY_MS = 30_000;
const ACTIONS_EVERY_MS = 60_000;

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: theme.spacing(-1.5, 0), padding: 0 },
    undefined: { padding: theme.spacing(1.5, 0) },
  }),
  { name: 'IdeogramIncidentOverviewCard' },
);

/** All targets of the entity, the worst first, on its overview page. */
export function OverviewCard() {
  const { entity } = useEntity();
  const classes = useStyles();
  const t = useTexts();
  const tabPath = useRouteRef(incidentTabRouteRef)?.();
  const entityRef = stringifyEntityRef(entity);
  const named = parseTargetsAnnotation(
    entity.metadata.annotations?.[TARGETS_ANNOTATION],
  );
  const answer = useTargets(entityRef, 0);
  const undefinedTargets = answer?.undefinedTargets ?? [];
  const targets = knownTargets(named, answer);
  // Before the answer too: a target that is not defined only gives a 404.
  const followedOf = useTriages(
    entityRef,
    named.filter(name => !undefinedTargets.includes(name)),
    READ_EVERY_MS,
  );
  const lists = useActionLists(
    entityRef,
    answer?.targets.map(({ name }) => name) ?? [],
    ACTIONS_EVERY_MS,
  );
  const rows = cardRows(targets, followedOf);
  const href = ({ targets: [{ name }] }: CardRow) =>
    tabPath && `${tabPath}?${new URLSearchParams({ target: name })}`;
  const ahead = Math.max(
    0,
    ...targets.map(({ name }) => followedOf(name).clockAheadMs),
  );
  return (
    <ClockAhead.Provider value={ahead}>
      <InfoCard title={t('card.title')}>
        <ul className={classes.list}>
          {rows.map(row => (
            <Row key={row.targets[0].name} row={row} href={href(row)} />
          ))}
          {undefinedTargets.map(name => (
            <li key={name} className={classes.undefined}>
              <strong>{name}</strong>: {t('card.unknownTarget')}
            </li>
          ))}
          <InForce targets={targets} lists={lists} />
          {named.length === 0 && <li>{t('annotationMissing.title')}</li>}
        </ul>
      </InfoCard>
    </ClockAhead.Provider>
  );
}
