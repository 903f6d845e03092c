import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import { makeStyles } from '@material-ui/core/styles';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        padding: theme.spacing(1.5, 2),
        border: `1px solid ${colours.degraded.shape}`,
        borderLeftWidth: 5,
        borderRadius: theme.shape.borderRadius,
        background: colours.wash.degraded,
        overflowWrap: 'anywhere',
      },
      title: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        margin: theme.spacing(0, 0, 0.5),
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: 700,
        '& svg': { fontSize: 20, color: colours.degraded.text },
      },
      acknowledge: {
        marginBottom: theme.spacing(-1),
        [PHONE]: { minHeight: 44 },
      },
      label: { fontSize: 14, lineHeight: '20px' },
      warning: { margin: theme.spacing(0.5, 0, 0) },
    };
  },
  { name: 'IdeogramIncidentActionWarnings' },
);

/** What may undo the change, or surprise; it has to be known beforehand. */
export function ActionWarnings(props: {
  warnings: readonly string[];
  /** Left out where it is only to be read. */
  acknowledgement?: {
    given: boolean;
    onChange(given: boolean): void;
  };
}) {
  const { warnings, acknowledgement } = props;
  const classes = useStyles();
  const t = useTranslation();
  const title = useId('warnings');
  return (
    <div className={classes.root} role="group" aria-labelledby={title}>
      <h3 id={title} className={classes.title}>
        <ReportProblemOutlined aria-hidden />
        {t('dialog.warnings')}
      </h3>
      {warnings.map(warning => (
        <p key={warning} className={classes.warning}>
          {nonBreaking(warning)}
        </p>
      ))}
      {acknowledgement && (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={acknowledgement.given}
              onChange={(_, checked) => acknowledgement.onChange(checked)}
            />
          }
          label={t('dialog.acknowledge')}
          classes={{ root: classes.acknowledge, label: classes.label }}
        />
      )}
    </div>
  );
}
