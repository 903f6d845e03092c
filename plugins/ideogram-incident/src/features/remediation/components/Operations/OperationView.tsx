import DialogContent from '@material-ui/core/DialogContent';
import Skeleton from '@material-ui/lab/Skeleton';
import { makeStyles } from '@material-ui/core/styles';
import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import {
  DialogHeader,
  DialogSection,
} from '../../../../components/DialogParts';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useOperation } from '../../hooks/useOperations';
import { useRemediation } from '../../hooks/useRemediation';
import { ApprovalRequest } from './ApprovalRequest';
import { displayStatusOf } from './displayStatus';
import { ElapsedTime } from './OperationDuration';
import { OperationFooter } from './OperationFooter';
import { OperationStatus } from './OperationStatus';
import { OperationSteps } from './OperationSteps';
import {
  OperationReasons,
  OperationResult,
  OperationSubtitle,
} from './OperationSummary';
import { useOperationTitle } from './operationTexts';
import { OperationUnavailable } from './OperationUnavailable';
import { OwnTarget } from './OwnTarget';
import { useDecisionObstacle } from './useDecision';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      content: { padding: theme.spacing(0.5, 0, 3) },
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
  const t = useTranslation();
  const look = displayStatusOf(operation);
  return (
    <OperationStatus look={look}>
      {look === 'running' &&
        t('operation.runningFor', {
          status: t('operation.statusRunning'),
          duration: <ElapsedTime operation={operation} />,
        })}
    </OperationStatus>
  );
}

function Progress(props: {
  operation: Operation;
  lost: boolean;
  onBack?(): void;
  onClose(): void;
}) {
  const { operation, lost, onBack, onClose } = props;
  const classes = useStyles();
  const t = useTranslation();
  const ended = hasEnded(operation);
  return (
    <>
      <DialogContent className={classes.content}>
        {ended && (
          <DialogSection>
            <OperationResult operation={operation} />
          </DialogSection>
        )}
        {!ended && lost && (
          <DialogSection>
            <div className={classes.lost}>{t('operation.connectionLost')}</div>
          </DialogSection>
        )}
        <OperationReasons operation={operation} />
        {operation.steps.length > 0 && (
          <DialogSection>
            <OperationSteps operation={operation} />
          </DialogSection>
        )}
      </DialogContent>
      <OperationFooter
        operation={operation}
        onBack={onBack}
        onClose={onClose}
      />
    </>
  );
}

function KnownOperation(props: {
  operation: Operation;
  lost: boolean;
  titleId: string;
  onBack?(): void;
  onClose(): void;
}) {
  const { operation, lost, titleId, onBack, onClose } = props;
  const titleOf = useOperationTitle();
  const mayNotDecide = useDecisionObstacle(operation) !== undefined;
  const waits = operation.status === 'awaiting-approval';
  return (
    <>
      <DialogHeader
        titleId={titleId}
        title={titleOf(operation)}
        subtitle={<OperationSubtitle operation={operation} />}
        end={<Mark operation={operation} />}
        focused={!waits || mayNotDecide}
        onClose={onClose}
      />
      {waits ? (
        <ApprovalRequest operation={operation} />
      ) : (
        <Progress
          operation={operation}
          lost={lost}
          onBack={onBack}
          onClose={onClose}
        />
      )}
    </>
  );
}

function LoadingOperation(props: { titleId: string; onClose(): void }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <>
      <DialogHeader
        titleId={props.titleId}
        title={t('operation.loading')}
        focused
        onClose={props.onClose}
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

/** An operation: what is being done, or how it ended. */
export function OperationView(props: {
  id: string;
  titleId: string;
  onBack?(): void;
  onClose(): void;
}) {
  const { id, titleId, onBack, onClose } = props;
  const { operations } = useRemediation();
  const listed = operations.operations.find(one => one.id === id);
  // One of another component on the same target is in no list of this one.
  const followed = useOperation(listed ? undefined : id);
  const operation = listed ?? followed.operation;
  if (operation) {
    return (
      <OwnTarget operation={operation}>
        <KnownOperation
          operation={operation}
          lost={listed ? operations.lost.includes(id) : followed.lost}
          titleId={titleId}
          onBack={onBack}
          onClose={onClose}
        />
      </OwnTarget>
    );
  }
  const unread =
    followed.failure?.kind ?? (followed.lost ? 'unreachable' : undefined);
  return unread ? (
    <OperationUnavailable
      titleId={titleId}
      kind={unread}
      onTryAgain={followed.tryAgain}
      onClose={onClose}
    />
  ) : (
    <LoadingOperation titleId={titleId} onClose={onClose} />
  );
}
