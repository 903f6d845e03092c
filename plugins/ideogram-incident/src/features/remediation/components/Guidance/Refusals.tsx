import { makeStyles } from '@material-ui/core/styles';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import { createContext } from 'react';
import {
  nonBreaking,
  type Action,
  type GuidanceStep,
} from 'backstage-plugin-ideogram-incident-common';
import { WhomToAsk } from '../../../../components/WhomToAsk';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';

const LOCKED_NOTICE_ID = 'ideogram-incident-locked';

/** Whether the one who is signed in lacks the permission, whatever else there is. */
export const isLocked = ({ refusals }: Pick<Action, 'refusals'>) =>
  refusals.some(({ by }) => by === 'permission');

/** By which texts a button that can't be pressed is described. */
export const whyNot = (action: Action, otherReasonsId: string) =>
  isLocked(action) ? `${LOCKED_NOTICE_ID} ${otherReasonsId}` : otherReasonsId;

/** Why it can't be pressed, but for the permission: that is told once for all. */
export const otherRefusals = ({ refusals }: Action) =>
  refusals.filter(({ by }) => by !== 'permission');

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '1 1 220px',
      minWidth: 0,
      fontSize: 13,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      overflowWrap: 'anywhere',
      '& a': {
        [PHONE]: {
          display: 'inline-flex',
          alignItems: 'center',
          minHeight: 44,
        },
      },
    },
    reason: {
      display: 'grid',
      gridTemplateColumns: '18px minmax(0, 1fr)',
      gap: 6,
      '& + &': { marginTop: 4 },
      '& svg': { fontSize: 18 },
    },
  }),
  { name: 'IdeogramIncidentRefusals' },
);

/** Why a button can't be pressed, and who or what changes that. */
export function Refusals(props: { id: string; action: Action }) {
  const { id, action } = props;
  const classes = useStyles();
  const refusals = otherRefusals(action);
  if (refusals.length === 0) return null;
  return (
    <div id={id} className={classes.root}>
      {refusals.map(({ reason }) => (
        <div key={reason} className={classes.reason}>
          <InfoOutlined aria-hidden />
          <span>{nonBreaking(reason)}</span>
        </div>
      ))}
    </div>
  );
}

/**
 * Where the notice stands: at the first step, or else the first other action,
 * whose button is locked. Two steps may have the same button.
 */
export const LockedNoticeContext = createContext<
  GuidanceStep | Action | undefined
>(undefined);

/** Once for all buttons that the one who is signed in may not press: whom to ask. */
export function LockedNotice() {
  const { actions, target } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const all = actions.list?.actions ?? [];
  return (
    <div id={LOCKED_NOTICE_ID} className={classes.root}>
      {t(all.every(isLocked) ? 'guidance.locked' : 'guidance.someLocked', {
        whom: <WhomToAsk escalation={target.escalation} />,
      })}
    </div>
  );
}
