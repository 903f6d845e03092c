import { lazy, Suspense } from 'react';
import Paper from '@material-ui/core/Paper';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import { useNavigate } from 'react-router-dom';
import type {
  Incident,
  Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { WhomToAsk } from '../../../../components/WhomToAsk';
import { useAddressedView } from '../../../../hooks/useAddressParameter';
import { useId } from '../../../../hooks/useId';
import type { TargetInfo } from '../../../../hooks/useTargets';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useMayWrite } from '../../hooks/useMayWrite';
import type { OpenIncidents } from '../../hooks/useOpenIncidents';
import { useStoryPath } from '../../hooks/useStoryPath';
import { OPEN_INCIDENT } from '../../openIncidentAddress';
import { RunningIncident } from './RunningIncident';
import { stripPlace } from './stripPlace';

const OpenIncidentDialog = lazy(() =>
  import('../OpenIncident/OpenIncidentDialog').then(m => ({
    default: m.OpenIncidentDialog,
  })),
);

const useStyles = makeStyles(
  theme => ({
    calm: {
      ...stripPlace(theme),
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      color: statusColours(theme).subtle,
    },
    words: { flex: '1 1 200px' },
  }),
  { name: 'IdeogramIncidentStrip' },
);

interface Target {
  entityRef: string;
  target: TargetInfo;
  /** As it was last seen. */
  triage: Triage | undefined;
}

/** That none is open, and the way to open one. */
function NoIncident(props: {
  mayWrite: boolean | undefined;
  escalation?: string;
  onOpen(): void;
}) {
  const { mayWrite, escalation, onOpen } = props;
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  return (
    <Paper className={classes.calm}>
      <span className={classes.words}>
        {t('incident.none')}
        <span id={whyId}>
          {mayWrite === false && (
            <>
              {' '}
              {t('incident.mayNotOpen', {
                whom: <WhomToAsk escalation={escalation} />,
              })}
            </>
          )}
        </span>
      </span>
      <ActionButton
        variant="text"
        why={mayWrite ? undefined : whyId}
        onClick={onOpen}
      >
        {t('openIncident.open')}
      </ActionButton>
    </Paper>
  );
}

function Opening(
  props: Target & { onOpened(incident: Incident): void; onClose(): void },
) {
  const { entityRef, target, triage, onOpened, onClose } = props;
  const navigate = useNavigate();
  const storyPath = useStoryPath();
  return (
    <Suspense fallback={null}>
      <OpenIncidentDialog
        entityRef={entityRef}
        target={target}
        triage={triage}
        storyPath={storyPath}
        onOpened={incident => {
          onOpened(incident);
          // In its place: Back leads to what was looked at before.
          navigate(storyPath(incident), { replace: true });
        }}
        onClose={onClose}
      />
    </Suspense>
  );
}

/**
 * The incident that runs on a target; otherwise the way to open one. Nothing
 * where this portal keeps no incidents.
 */
export function IncidentStrip(props: Target & { open: OpenIncidents }) {
  const { target, open } = props;
  const { escalation } = target;
  const { state, incidents, put } = open;
  const classes = useStyles();
  const t = useTranslation();
  const mayWrite = useMayWrite();
  const dialog = useAddressedView('dialog');
  if (state === 'off') return null;
  const [incident, ...others] = incidents;
  const opening = dialog.shown === OPEN_INCIDENT && mayWrite && (
    <Opening {...props} onOpened={put} onClose={dialog.close} />
  );
  if (incident) {
    return (
      <>
        <RunningIncident
          key={incident.id}
          incident={incident}
          others={others}
          fresh={state === 'read'}
          mayWrite={mayWrite}
          escalation={escalation}
          onChanged={put}
        />
        {opening}
      </>
    );
  }
  return (
    <>
      {state === 'loading' && (
        <Paper
          className={classes.calm}
          aria-busy
          aria-label={t('incident.reading')}
        >
          <Skeleton width={240} />
        </Paper>
      )}
      {state === 'unread' && (
        <Paper className={classes.calm}>{t('incident.notRead')}</Paper>
      )}
      {state === 'read' && (
        <NoIncident
          mayWrite={mayWrite}
          escalation={escalation}
          onOpen={() => dialog.open(OPEN_INCIDENT)}
        />
      )}
      {opening}
    </>
  );
}
