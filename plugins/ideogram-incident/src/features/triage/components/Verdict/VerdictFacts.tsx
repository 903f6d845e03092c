import { makeStyles } from '@material-ui/core/styles';
import {
  nonBreaking,
  verdictOf,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      margin: theme.spacing(1.5, 0, 0),
      color: statusColours(theme).subtle,
      '& > div': { display: 'flex', gap: theme.spacing(0.75), minWidth: 0 },
      '& dt': { whiteSpace: 'nowrap' },
      '& dd': {
        margin: 0,
        minWidth: 0,
        overflowWrap: 'anywhere',
        color: theme.palette.text.primary,
        fontWeight: 700,
      },
    },
  }),
  { name: 'IdeogramIncidentVerdictFacts' },
);

/** Since when, what kind of error, and why this level. */
export function VerdictFacts({ triage }: { triage: Triage }) {
  const { severity, errorClass } = triage;
  const { why } = verdictOf(triage);
  const classes = useStyles();
  const t = useTranslation();
  const began = severity.since ?? severity.seenSince;
  if (severity.level === 'none') return null;
  return (
    <dl className={classes.root}>
      {began && (
        <div>
          <dt>{t(severity.since ? 'verdict.since' : 'verdict.seenSince')}</dt>
          <dd>
            <Time at={began} />
          </dd>
        </div>
      )}
      {errorClass !== 'none' && errorClass !== 'unknown' && (
        <div>
          <dt>{t('verdict.errorClass')}</dt>
          <dd>{errorClass}</dd>
        </div>
      )}
      {why && (
        <div>
          <dt>{t('verdict.why', { level: severity.level })}</dt>
          <dd>{nonBreaking(why)}</dd>
        </div>
      )}
    </dl>
  );
}
