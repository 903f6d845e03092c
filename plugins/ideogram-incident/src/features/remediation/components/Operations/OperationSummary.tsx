import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  type Operation,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import { DialogSection } from '../../../../components/DialogParts';
import { Person } from '../../../../components/Person';
import { PersonsText } from '../../../../components/PersonsText';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import { beganAt } from './displayStatus';
import { OperationDuration } from './OperationDuration';

/** Who asked for an operation and when, and for which component. */
export function OperationSubtitle({ operation }: { operation: Operation }) {
  const { entityRef, target, targets, isElsewhere, openTarget } =
    useRemediation();
  const canOpen = isElsewhere && targets.includes(target);
  const t = useTranslation();
  const hasBegun = beganAt(operation) !== undefined;
  return (
    <>
      {t(hasBegun ? 'operation.startedBy' : 'operation.askedBy', {
        target: target.title,
        time: <Time at={operation.createdAt} seconds />,
        person: <Person entityRef={operation.actor} />,
      })}
      {operation.entityRef !== entityRef && (
        <div>
          {t(isElsewhere ? 'operation.ofOther' : 'operation.ofOtherShared', {
            component: <EntityRefLink entityRef={operation.entityRef} />,
          })}
        </div>
      )}
      {canOpen && (
        <div>
          {t('operation.elsewhere')}{' '}
          <Link component="button" onClick={() => openTarget(target.name)}>
            {t('operation.openTarget', { target: target.title })}
          </Link>
        </div>
      )}
    </>
  );
}

const useStyles = makeStyles(
  theme => ({
    said: { color: statusColours(theme).subtle, overflowWrap: 'anywhere' },
  }),
  { name: 'IdeogramIncidentOperationReasons' },
);

/** Who asked for it and why, and what the second person said. */
export function OperationReasons({ operation }: { operation: Operation }) {
  const { reason, approval, status } = operation;
  const classes = useStyles();
  const t = useTranslation();
  const decision =
    status === 'rejected' ? t('approval.rejected') : t('approval.approved');
  const person = approval?.decidedBy && (
    <Person entityRef={approval.decidedBy} />
  );
  if (!reason && !person) return null;
  return (
    <DialogSection>
      <div className={classes.said}>
        {reason && (
          <div>
            {t('operation.reason', {
              reason: <PersonsText>{reason}</PersonsText>,
            })}
          </div>
        )}
        {person && (
          <div>
            {approval.reason
              ? t('approval.decided', {
                  decision,
                  person,
                  reason: <PersonsText>{approval.reason}</PersonsText>,
                })
              : t('approval.decidedNoReason', { decision, person })}
          </div>
        )}
      </div>
    </DialogSection>
  );
}

const useOperationResultStyles = makeStyles(
  theme => ({
    sentence: { overflowWrap: 'anywhere' },
    next: { marginTop: theme.spacing(1), fontWeight: 700 },
    problem: { '* + &': { marginTop: theme.spacing(1.5) } },
  }),
  { name: 'IdeogramIncidentOperationResult' },
);

/** How it ended, and what is left to do. */
export function OperationResult({ operation }: { operation: Operation }) {
  const { action, status, outcome, summary, error, finishedAt } = operation;
  const classes = useOperationResultStyles();
  const t = useTranslation();
  const isDone = status === 'succeeded' && finishedAt !== undefined;
  const isRotated = action === 'rotate-credential' && status === 'succeeded';
  return (
    <>
      {(summary || isDone) && (
        <div className={classes.sentence}>
          {nonBreaking(summary ?? '')}{' '}
          {isDone &&
            t('operation.took', {
              duration: <OperationDuration operation={operation} />,
            })}
        </div>
      )}
      {outcome === 'unverified' && (
        <div className={classes.next}>{t('operation.notVerified')}</div>
      )}
      {isRotated && outcome === 'verified' && (
        <div className={classes.next}>{t('operation.leftToRevoke')}</div>
      )}
      {error && (
        <div className={classes.problem}>
          <IssueCauseSolution problem={error} />
        </div>
      )}
    </>
  );
}
