import type { ReactNode } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  vendorConsoleIn,
  type Operation,
  type Outage,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { ExternalLink, safeUrl } from '../../components/ExternalLink';
import { Person } from '../../components/Person';
import { SectionTitle } from '../../components/SectionTitle';
import { Age, Time } from '../../components/Time';
import {
  activeMitigations,
  useMitigationName,
} from '../../features/remediation/components/Mitigations/activeMitigations';
import { useRemediation } from '../../features/remediation/hooks/useRemediation';
import { useTranslation } from '../../hooks/useTranslation';
import { PHONE } from '../../theme/styles';
import { endOf } from './endOf';
import { useSettled } from './useSettled';

const TITLE_ID = 'ideogram-incident-aftermath';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: theme.spacing(1, 2.5) },
    item: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.5, 0),
    },
    words: { flex: '1 1 320px', minWidth: 0, overflowWrap: 'anywhere' },
    button: { [PHONE]: { minHeight: 44 } },
  }),
  { name: 'IdeogramIncidentAftermath' },
);

const CLASS_WORDS = {
  authentication: 'aftermath.authentication',
  billing: 'aftermath.billing',
  'rate-limited': 'aftermath.rateLimited',
  'vendor-fault': 'aftermath.vendorFault',
  network: 'aftermath.network',
  unclassified: 'aftermath.unclassified',
  none: undefined,
  unknown: undefined,
} as const;

const END_WORDS = {
  'after-action': 'aftermath.afterAction',
  'during-action': 'aftermath.duringAction',
} as const;

function What({ outage }: { outage: Outage }) {
  const { level, errorClass, since, seenSince, lastSeenAt, until } = outage;
  const t = useTranslation();
  const from = <Time at={since ?? seenSince ?? lastSeenAt} />;
  const what = until
    ? t(since ? 'aftermath.fromTo' : 'aftermath.seenFromTo', {
        level,
        from,
        to: <Time at={until} />,
      })
    : t(since ? 'aftermath.from' : 'aftermath.seenFrom', { level, from });
  const key = CLASS_WORDS[errorClass];
  return (
    <>{key ? t('aftermath.ofClass', { what, errorClass: t(key) }) : what}</>
  );
}

function useEndInWords(
  outage: Outage,
  operations: readonly Operation[] | undefined,
): string | JSX.Element {
  const t = useTranslation();
  const end = endOf(outage, operations);
  switch (end.kind) {
    case 'by-itself':
      return t('aftermath.byItself');
    case 'without-action':
      return t('aftermath.withoutAction');
    case 'after-action':
    case 'during-action':
      return t(END_WORDS[end.kind], {
        action: end.operation.title,
        person: <Person entityRef={end.operation.actor} />,
      });
    default:
      return t('aftermath.ended');
  }
}

/** "P1 from 13:52 to 14:10, vendor fault, ended by itself, 18 min ago." */
function Told({ outage }: { outage: Outage }) {
  const { operations, loaded, failure } = useRemediation().operations;
  const t = useTranslation();
  const known = loaded && !failure ? operations : undefined;
  const end = useEndInWords(outage, known);
  const what = <What outage={outage} />;
  return (
    <>
      {outage.until
        ? t('aftermath.toldEnd', { what, end, age: <Age at={outage.until} /> })
        : t('aftermath.toldUnknown', {
            what,
            time: <Time at={outage.lastSeenAt} />,
            age: <Age at={outage.lastSeenAt} />,
          })}
    </>
  );
}

function Item(props: { children: ReactNode; end?: ReactNode }) {
  const classes = useStyles();
  return (
    <li className={classes.item}>
      <span className={classes.words}>{props.children}</span>
      {props.end}
    </li>
  );
}

/** After an outage: what was, and what somebody still has to do. */
export function Aftermath({ triage }: { triage: Triage }) {
  const { entityRef, target, actions, operations } = useRemediation();
  const { settle, isSettled } = useSettled(`${entityRef} ${target.name}`);
  const classes = useStyles();
  const t = useTranslation();
  const mitigationName = useMitigationName();
  const { level } = triage.severity;
  if (level === 'P1' || level === 'P2') return null;

  const last = triage.lastOutage;
  const outage =
    last && !isSettled('outage', last.until ?? last.lastSeenAt)
      ? last
      : undefined;
  const rotation = operations.operations.find(
    ({ action, status }) =>
      action === 'rotate-credential' && status === 'succeeded',
  );
  const replacedAt = rotation?.finishedAt;
  const hasOldKey = replacedAt && !isSettled('oldKey', replacedAt);
  if (!outage && !hasOldKey) return null;

  const console = vendorConsoleIn(
    target.links.filter(({ url }) => safeUrl(url)),
  );
  return (
    <section aria-labelledby={TITLE_ID}>
      <SectionTitle id={TITLE_ID}>
        {t(outage ? 'aftermath.title' : 'aftermath.titleTasks')}
      </SectionTitle>
      <Paper component="ul" className={classes.list}>
        {outage && (
          <Item
            end={
              <Button
                className={classes.button}
                size="small"
                color="primary"
                onClick={() => settle('outage')}
              >
                {t('aftermath.dismiss')}
              </Button>
            }
          >
            <Told outage={outage} />
          </Item>
        )}
        {hasOldKey && (
          <Item
            end={
              <>
                {console && <ExternalLink {...console} />}
                <Button
                  className={classes.button}
                  size="small"
                  color="primary"
                  onClick={() => settle('oldKey')}
                >
                  {t('aftermath.isRevoked')}
                </Button>
              </>
            }
          >
            {t('aftermath.revoke', { time: <Time at={replacedAt} /> })}
          </Item>
        )}
        {activeMitigations(actions.list).map(({ setBy }) => (
          <Item key={setBy.id}>
            {t('aftermath.mitigationOn', { name: mitigationName(setBy) })}
          </Item>
        ))}
      </Paper>
    </section>
  );
}
