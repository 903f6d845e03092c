import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  TARGETS_ANNOTATION,
  parseTargetsAnnotation,
} from 'backstage-plugin-ideogram-incident-common';
import { useActionsOfTargets } from '../features/remediation/hooks/useActionLists';
import { useTriages } from '../features/triage/hooks/useTriages';
import { ClockOffsetContext } from '../hooks/ClockAhead';
import { targetInfos } from '../hooks/entityTargets';
import { useTargets } from '../hooks/useTargets';
import { useTranslation } from '../hooks/useTranslation';
import { incidentTabRouteRef } from '../routes';
import { CardMitigations } from './CardMitigations';
import { cardRows, type CardRow } from './cardRows';
import { TargetRow } from './TargetRow';

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
  const t = useTranslation();
  const tabPath = useRouteRef(incidentTabRouteRef)?.();
  const entityRef = stringifyEntityRef(entity);
  const named = parseTargetsAnnotation(
    entity.metadata.annotations?.[TARGETS_ANNOTATION],
  );
  const answer = useTargets(entityRef, 0);
  const undefinedTargets = answer?.undefinedTargets ?? [];
  const targets = targetInfos(named, answer);
  // Before the answer too: a target that is not defined only gives a 404.
  const followedOf = useTriages(
    entityRef,
    named.filter(name => !undefinedTargets.includes(name)),
    READ_EVERY_MS,
  );
  const lists = useActionsOfTargets(
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
    <ClockOffsetContext.Provider value={ahead}>
      <InfoCard title={t('card.title')}>
        <ul className={classes.list}>
          {rows.map(row => (
            <TargetRow key={row.targets[0].name} row={row} href={href(row)} />
          ))}
          {undefinedTargets.map(name => (
            <li key={name} className={classes.undefined}>
              <strong>{name}</strong>: {t('card.unknownTarget')}
            </li>
          ))}
          <CardMitigations targets={targets} lists={lists} />
          {named.length === 0 && <li>{t('annotationMissing.title')}</li>}
        </ul>
      </InfoCard>
    </ClockOffsetContext.Provider>
  );
}
