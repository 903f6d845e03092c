import Button from '@material-ui/core/Button';
import DialogContent from '@material-ui/core/DialogContent';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import OpenInNew from '@material-ui/icons/OpenInNew';
import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { statusColours } from '../../theme/statusColours';
import { CopyButton } from '../Command';
import { DialogFooter, DialogHeader, DialogSection } from '../DialogParts';
import { Time } from '../Time';
import { ApprovalRequest } from './ApprovalRequest';
import { detailsOf } from './detailsOf';
import { RunningFor } from './Durations';
import { Ending } from './Ending';
import { lookOf } from './operationLook';
import { OperationMark } from './OperationMark';
import { personName } from './personName';
import { Steps } from './Steps';
import { useOperationTitle } from './useOperationTitle';
import { vendorConsole } from './vendorConsole';
import { useWhyNotDecide } from './useWhyNotDecide';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      content: { padding: theme.spacing(0.5, 0, 3) },
      said: { color: colours.subtle, overflowWrap: 'anywhere' },
      lost: {
        padding: theme.spacing(1.5, 2),
        paddingLeft: 12 + theme.spacing(2),
        border: `1px dashed ${colours.unknown.shape}`,
        borderRadius: theme.shape.borderRadius,
        background: `${colours.hatch} left / 12px 100% no-repeat`,
      },
    };
  },
  { name: 'IdeogramIncidentOperationView' },
);

function Mark({ operation }: { operation: Operation }) {
  const t = useTexts();
  const look = lookOf(operation);
  return (
    <OperationMark look={look}>
      {look === 'running' &&
        t('operation.runningFor', {
          status: t('operation.statusRunning'),
          duration: <RunningFor operation={operation} />,
        })}
    </OperationMark>
  );
}

/** Who asked for it and why, and what the second person said. */
function Said({ operation }: { operation: Operation }) {
  const { reason, approval, status } = operation;
  const classes = useStyles();
  const t = useTexts();
  const decision =
    status === 'rejected' ? t('approval.rejected') : t('approval.approved');
  const person = approval?.decidedBy && personName(approval.decidedBy);
  if (!reason && !person) return null;
  return (
    <DialogSection>
      <div className={classes.said}>
        {reason && <div>{t('operation.reason', { reason })}</div>}
        {person && (
          <div>
            {approval.reason
              ? t('approval.decided', {
                  decision,
                  person,
                  reason: approval.reason,
                })
              : t('approval.decidedNoReason', { decision, person })}
          </div>
        )}
      </div>
    </DialogSection>
  );
}

function Footer(props: { operation: Operation; onClose(): void }) {
  const { operation, onClose } = props;
  const { target } = useRemediation();
  const t = useTexts();
  const ended = hasEnded(operation);
  const isRotated =
    operation.action === 'rotate-credential' &&
    operation.status === 'succeeded';
  const revoke = isRotated ? vendorConsole(target.links) : undefined;
  return (
    <DialogFooter why={!ended && t('operation.mayClose')}>
      {operation.status === 'failed' && (
        <CopyButton
          variant="outlined"
          text={detailsOf(operation)}
          word={t('operation.copyDetails')}
        />
      )}
      <Button
        color="primary"
        variant={revoke ? 'text' : 'outlined'}
        onClick={onClose}
      >
        {t('dialog.close')}
      </Button>
      {revoke && (
        <Button
          color="primary"
          variant="contained"
          href={revoke.url}
          target="_blank"
          rel="noopener noreferrer"
          endIcon={<OpenInNew />}
        >
          {t('operation.openConsole', { title: revoke.title })}
        </Button>
      )}
    </DialogFooter>
  );
}

function Progress(props: { operation: Operation; onClose(): void }) {
  const { operation, onClose } = props;
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
  const ended = hasEnded(operation);
  return (
    <>
      <DialogContent className={classes.content}>
        {ended && (
          <DialogSection>
            <Ending operation={operation} />
          </DialogSection>
        )}
        {!ended && operations.lost.includes(operation.id) && (
          <DialogSection>
            <div className={classes.lost}>{t('operation.connectionLost')}</div>
          </DialogSection>
        )}
        <Said operation={operation} />
        {operation.steps.length > 0 && (
          <DialogSection>
            <Steps operation={operation} />
          </DialogSection>
        )}
      </DialogContent>
      <Footer operation={operation} onClose={onClose} />
    </>
  );
}

function KnownOperation(props: {
  operation: Operation;
  titleId: string;
  onClose(): void;
}) {
  const { operation, titleId, onClose } = props;
  const { target } = useRemediation();
  const t = useTexts();
  const titleOf = useOperationTitle();
  const mayNotDecide = useWhyNotDecide(operation) !== undefined;
  const waits = operation.status === 'awaiting-approval';
  return (
    <>
      <DialogHeader
        titleId={titleId}
        title={titleOf(operation)}
        subtitle={t(waits ? 'operation.askedBy' : 'operation.startedBy', {
          target: target.title,
          time: <Time at={operation.createdAt} seconds />,
          person: personName(operation.actor),
        })}
        end={<Mark operation={operation} />}
        focused={!waits || mayNotDecide}
        onClose={onClose}
      />
      {waits ? (
        <ApprovalRequest operation={operation} />
      ) : (
        <Progress operation={operation} onClose={onClose} />
      )}
    </>
  );
}

/** An operation: what is being done, or how it ended. */
export function OperationView(props: {
  id: string;
  titleId: string;
  onClose(): void;
}) {
  const { id, titleId, onClose } = props;
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
  const operation = operations.operations.find(one => one.id === id);
  if (operation) {
    return (
      <KnownOperation
        operation={operation}
        titleId={titleId}
        onClose={onClose}
      />
    );
  }
  return (
    <>
      <DialogHeader
        titleId={titleId}
        title={t('operation.loading')}
        focused
        onClose={onClose}
      />
      <DialogContent className={classes.content} aria-busy>
        <DialogSection>
          <Skeleton height={28} />
          <Skeleton height={28} width="70%" />
        </DialogSection>
      </DialogContent>
    </>
  );
}
