import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import LockOutlined from '@material-ui/icons/LockOutlined';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import {
  formatDuration,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { PersonsText } from '../../../../components/PersonsText';
import { Person } from '../../../../components/Person';
import { useId } from '../../../../hooks/useId';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import {
  isLocked,
  LockedNotice,
  otherRefusals,
  whyNot,
} from '../Guidance/Refusals';
import { EmptyPlace, keptPlace } from '../EmptyPlace';
import {
  activeMitigations,
  type ActiveMitigation,
  neededReverts,
  useMitigationName,
} from './activeMitigations';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      list: { listStyle: 'none', margin: 0, padding: 0 },
      item: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.5, 2),
        ...keptPlace(theme),
        '& + &': { borderTop: `1px solid ${colours.line}` },
      },
      words: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
      name: { margin: 0, fontSize: 16, lineHeight: '24px', fontWeight: 700 },
      subtle: { color: colours.subtle },
      gone: {
        display: 'flex',
        alignItems: 'center',
        gap: 6,
        fontWeight: 700,
        color: colours.degraded.text,
        '& svg': { fontSize: 18 },
      },
    };
  },
  { name: 'IdeogramIncidentMitigations' },
);

/** "Fallback, on for 28 min". */
function Name({ mitigation }: { mitigation: ActiveMitigation }) {
  const t = useTranslation();
  const name = useMitigationName()(mitigation.setBy);
  const since = Date.parse(mitigation.since ?? '');
  const duration = useNow(now => {
    const seconds = Math.max(0, (now - since) / 1000);
    // In whole minutes from the first on: it lasts for hours.
    const whole = seconds < 60 ? Math.floor(seconds) : seconds - (seconds % 60);
    return Number.isNaN(since) ? '' : nonBreaking(formatDuration(whole));
  });
  return (
    <>
      {duration === ''
        ? t('mitigation.onUnknown', { name })
        : t('mitigation.onFor', { name, duration })}
    </>
  );
}

function Item(props: {
  mitigation: ActiveMitigation;
  /** Where no other locked button says whom to ask. */
  tellsWhom: boolean;
}) {
  const { mitigation, tellsWhom } = props;
  const { by, reason, before, reasonGone, revert } = mitigation;
  const { openAction } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  const person = by && <Person entityRef={by} />;
  const reasons = revert ? otherRefusals(revert).map(one => one.reason) : [];
  const setBy = () => {
    if (!person) return t('mitigation.setOutside');
    return reason
      ? t('mitigation.byBecause', {
          person,
          reason: <PersonsText>{reason}</PersonsText>,
        })
      : t('mitigation.by', { person });
  };
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <h3 className={classes.name}>
          <Name mitigation={mitigation} />
        </h3>
        <div className={classes.subtle}>
          {setBy()} {t('mitigation.before', { before: nonBreaking(before) })}
        </div>
        {reasonGone && (
          <div className={classes.gone}>
            <ReportProblemOutlined aria-hidden />
            {t('mitigation.reasonGone')}
          </div>
        )}
        {reasons.length > 0 && <div id={whyId}>{reasons.join(' ')}</div>}
      </div>
      {revert && (
        <ActionButton
          why={revert.allowed ? undefined : whyNot(revert, whyId)}
          startIcon={isLocked(revert) && <LockOutlined />}
          onClick={() => openAction(revert.id)}
        >
          {revert.title}
        </ActionButton>
      )}
      {tellsWhom && <LockedNotice />}
    </li>
  );
}

/** What has to be reverted some day, and how; its place is kept. */
export function Mitigations() {
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const inForce = activeMitigations(actions.list);
  if (inForce.length === 0) {
    return (
      <EmptyPlace>{actions.list ? t('mitigation.none') : null}</EmptyPlace>
    );
  }
  const here = neededReverts(actions.list);
  const locked = (actions.list?.actions ?? []).filter(isLocked);
  const firstLocked = locked.every(({ id }) => here.has(id))
    ? inForce.find(({ revert }) => revert && isLocked(revert))
    : undefined;
  return (
    <section aria-label={t('mitigation.title')}>
      <Paper component="ul" className={classes.list}>
        {inForce.map(mitigation => (
          <Item
            key={mitigation.setBy.id}
            mitigation={mitigation}
            tellsWhom={mitigation === firstLocked}
          />
        ))}
      </Paper>
    </section>
  );
}
