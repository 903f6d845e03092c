import { makeStyles } from '@material-ui/core/styles';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import LockOutlined from '@material-ui/icons/LockOutlined';
import {
  nonBreaking,
  type Refusal,
} from 'backstage-plugin-ideogram-incident-common';
import { statusColours } from '../../../../theme/statusColours';

const useStyles = makeStyles(
  theme => ({
    root: {
      flex: '1 1 220px',
      minWidth: 0,
      fontSize: 13,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      overflowWrap: 'anywhere',
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
export function Refusals(props: { id: string; refusals: readonly Refusal[] }) {
  const classes = useStyles();
  return (
    <div id={props.id} className={classes.root}>
      {props.refusals.map(({ by, reason }) => (
        <div key={reason} className={classes.reason}>
          {by === 'state' ? (
            <InfoOutlined aria-hidden />
          ) : (
            <LockOutlined aria-hidden />
          )}
          <span>{nonBreaking(reason)}</span>
        </div>
      ))}
    </div>
  );
}
