import { makeStyles } from '@material-ui/core/styles';
import { createContext } from 'react';
import type { Action } from 'backstage-plugin-ideogram-incident-common';
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
  }),
  { name: 'IdeogramIncidentLockedNotice' },
);

/** Beside which action's button it stands: the first one that is locked. */
export const LockedNoticeContext = createContext<string | undefined>(undefined);

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
