import { makeStyles } from '@material-ui/core/styles';
import type { IntegrationHealthDetails } from 'backstage-plugin-ideogram-incident-common';
import { MONOSPACE } from '../../../../theme/styles';
import { ReadingNote } from './ReadingNote';

const useStyles = makeStyles(
  { value: { fontFamily: MONOSPACE } },
  { name: 'IdeogramIncidentIntegrationHealth' },
);

/** What the health address answered, and where in its body. */
export function IntegrationHealthBody(props: {
  details: IntegrationHealthDetails;
}) {
  const { httpStatus, path, value } = props.details;
  const classes = useStyles();
  const found = value !== undefined && (path ? `${path}: ${value}` : value);
  return (
    <ReadingNote>
      {httpStatus !== undefined && `HTTP ${httpStatus}`}
      {httpStatus !== undefined && found && ', '}
      {found && <code className={classes.value}>{found}</code>}
    </ReadingNote>
  );
}
