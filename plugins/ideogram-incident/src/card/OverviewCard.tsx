import { makeStyles } from '@material-ui/core/styles';
import {
  type ActionList,
  TARGETS_ANNOTATION,
  parseTargetsAnnotation,
} from 'backstage-plugin-ideogram-incident-common';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InfoCard, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  activeMitigations,
  useMitigationName,
} from '../features/remediation/components/Mitigations/activeMitigations';
import { useActionsOfTargets } from '../features/remediation/hooks/useActions';
import { useTriages } from '../features/triage/hooks/useTriages';
import { ClockOffsetContext } from '../hooks/useNow';
import { type TargetInfo, targetInfos, useTargets } from '../hooks/useTargets';
import { useTranslation } from '../hooks/useTranslation';
import { incidentTabRouteRef } from '../routes';
import { useIncidentList } from '../features/incidents/hooks/useIncidentList';
import { inOrderOfUrgency } from '../features/incidents/inOrderOfUrgency';
import { cardRows, type CardRow } from './cardRows';
import { TargetRow } from './TargetRow';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'IdeogramIncidentCardMitigations' },
);

/** The mitigations of all targets in one line; nothing where there are none. */
function CardMitigations(props: {
  targets: readonly TargetInfo[];
  lists: ReadonlyMap<string, ActionList>;
}) {
  const { targets, lists } = props;
  const classes = useStyles();
  const t = useTranslation();
  const nameOf = useMitigationName();
  const names = targets.flatMap(({ name, title }) =>
    activeMitigations(lists.get(name)).map(({ setBy, reasonGone }) =>
      t(reasonGone ? 'mitigation.cardNameGone' : 'mitigation.cardName', {
        name: nameOf(setBy),
        target: title,
      }),
    ),
  );
  if (names.length === 0) return null;
  return (
    <li className={classes.root}>
      {t('mitigation.cardTitle', { names: names.join(', ') })}
    </li>
  );
}

/** The incidents of all targets that are open, each in one line. */
function CardIncidents(props: { entityRef: string; tabPath?: string }) {
  const { entityRef, tabPath } = props;
  const classes = useStyles();
  const t = useTranslation();
  const { incidents = [] } = useIncidentList({
    entityRef,
    status: 'open',
    limit: '20',
  });
  return (
    <>
      {inOrderOfUrgency(incidents).map(({ id, number, severity, ...one }) => (
        <li key={id} className={classes.root}>
          {t(one.drill ? 'card.drill' : 'card.incident', {
            severity,
            number: tabPath ? (
              <Link to={`${tabPath}/${number}`}>{number}</Link>
            ) : (
              number
            ),
            title: one.title,
            status: t(`incident.${one.status}`),
          })}
        </li>
      ))}
    </>
  );
}

/** A card among others need not be as quick as the tab. */
const READ_EVERY_MS = 30_000;
const ACTIONS_EVERY_MS = 60_000;

const useOverviewCardStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: theme.spacing(-1.5, 0), padding: 0 },
    undefined: { padding: theme.spacing(1.5, 0) },
  }),
  { name: 'IdeogramIncidentOverviewCard' },
);

/** All targets of the entity, the worst first, on its overview page. */
export function OverviewCard() {
  const { entity } = useEntity();
  const classes = useOverviewCardStyles();
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
          <CardIncidents entityRef={entityRef} tabPath={tabPath} />
          <CardMitigations targets={targets} lists={lists} />
          {named.length === 0 && <li>{t('annotationMissing.title')}</li>}
        </ul>
      </InfoCard>
    </ClockOffsetContext.Provider>
  );
}
