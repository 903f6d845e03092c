import { makeStyles } from '@material-ui/core/styles';
import { useTranslation } from '../../../hooks/useTranslation';
import { statusColours } from '../../../theme/statusColours';
import type { ChangeFailure } from '../changeFailure';

const useStyles = makeStyles(
  theme => ({
    root: {
      color: statusColours(theme).failing.text,
      overflowWrap: 'anywhere',
      '&:empty': { display: 'none' },
    },
  }),
  { name: 'IdeogramIncidentFailureLine' },
);

/** Why something was not done, in a line below its button; spoken at once. */
export function FailureLine({ failure }: { failure?: ChangeFailure }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <div className={classes.root} role="alert">
      {failure?.kind === 'lost' && t('incident.lost')}
      {failure &&
        failure.kind !== 'lost' &&
        t('incident.failed', { message: failure.message })}
    </div>
  );
}
