import { makeStyles } from '@material-ui/core/styles';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import clsx from 'clsx';
import {
  nonBreaking,
  type Rollout,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        marginTop: theme.spacing(1),
        padding: theme.spacing(1.5),
        border: `1px solid ${colours.line}`,
        borderRadius: theme.shape.borderRadius,
        background: colours.sunken,
        fontSize: 13,
        lineHeight: '18px',
      },
      pods: { display: 'flex', flexWrap: 'wrap', gap: 4, marginBottom: 8 },
      pod: {
        width: 28,
        height: 20,
        borderRadius: 3,
        border: `2px solid ${colours.control}`,
      },
      // Half of it, until it is known to be ready.
      replaced: {
        borderColor: colours.running.shape,
        background: `linear-gradient(0deg, ${colours.running.shape} 50%, transparent 50%)`,
      },
      ready: { borderColor: colours.ok.text, background: colours.ok.shape },
      blocked: {
        display: 'flex',
        gap: theme.spacing(1),
        marginTop: theme.spacing(1),
        fontWeight: 700,
        color: colours.degraded.text,
        overflowWrap: 'anywhere',
        '& svg': { flex: 'none', fontSize: 18 },
      },
    };
  },
  { name: 'IdeogramIncidentRolloutProgress' },
);

const SQUARES = 48;

/**
 * How many pods are replaced. Those that are ready may be old ones, so only
 * once all are replaced is it known which of the new ones are.
 */
export function RolloutProgress({ rollout }: { rollout: Rollout }) {
  const { updated, available, desired, blockedBy } = rollout;
  const classes = useStyles();
  const t = useTranslation();
  const ready = updated >= desired ? available : 0;
  return (
    <div className={classes.root}>
      <div className={classes.pods} aria-hidden>
        {Array.from({ length: Math.min(desired, SQUARES) }, (_, index) => (
          <i
            key={index}
            className={clsx(
              classes.pod,
              index < ready && classes.ready,
              index >= ready && index < updated && classes.replaced,
            )}
          />
        ))}
      </div>
      {t('operation.rollout', {
        updated: String(updated),
        desired: String(desired),
        available: String(available),
      })}
      {blockedBy && (
        <div className={classes.blocked}>
          <ReportProblemOutlined aria-hidden />
          <span>{nonBreaking(blockedBy)}</span>
        </div>
      )}
    </div>
  );
}
