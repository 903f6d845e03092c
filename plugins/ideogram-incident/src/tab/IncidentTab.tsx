import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  TARGETS_ANNOTATION,
  parseTargetsAnnotation,
} from 'backstage-plugin-ideogram-incident-common';
import { focusOfControls } from '../theme/focus';
import { EntityIncident } from './EntityIncident';
import { AnnotationMissing } from './states/AnnotationMissing';

const useStyles = makeStyles(
  theme => ({
    root: {
      position: 'relative',
      fontSize: 14,
      lineHeight: '20px',
      color: theme.palette.text.primary,
      ...focusOfControls(theme),
    },
  }),
  { name: 'IdeogramIncidentTab' },
);

/** The Incident tab of an entity. */
export function IncidentTab() {
  const { entity } = useEntity();
  const classes = useStyles();
  const named = parseTargetsAnnotation(
    entity.metadata.annotations?.[TARGETS_ANNOTATION],
  );
  return (
    <div className={classes.root} data-testid="incident-tab">
      {named.length === 0 ? (
        <AnnotationMissing />
      ) : (
        <EntityIncident entityRef={stringifyEntityRef(entity)} named={named} />
      )}
    </div>
  );
}
