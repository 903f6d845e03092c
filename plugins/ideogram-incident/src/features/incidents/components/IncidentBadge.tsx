import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import {
  isOpen,
  type Incident,
} from 'backstage-plugin-ideogram-incident-common';
import { SeverityBadge } from '../../../components/SeverityBadge';
import { useTranslation } from '../../../hooks/useTranslation';

/** How an incident's level is drawn: loud only while it runs, and is none for practice. */
export const lookOf = (
  incident: Pick<Incident, 'severity' | 'status' | 'drill'>,
) => ({
  level: incident.severity,
  undetermined: false,
  stale: incident.drill || !isOpen(incident),
});

const useStyles = makeStyles(
  { drill: { height: 24 } },
  { name: 'IdeogramIncidentIncidentBadge' },
);

/** Marks what is for practice. */
export function DrillMark() {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <Chip
      className={classes.drill}
      size="small"
      variant="outlined"
      component="span"
      label={t('incident.drill')}
      style={{ margin: 0 }}
    />
  );
}

/** The severity of an incident in small. */
export function IncidentBadge({ incident }: { incident: Incident }) {
  return <SeverityBadge look={lookOf(incident)} />;
}
