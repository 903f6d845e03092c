import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  hasEnded,
  nonBreaking,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { Person } from '../../../../components/Person';
import { Age } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { isUnderWay } from '../../hooks/mergeOperations';
import { useRemediation } from '../../hooks/useRemediation';
import { AskedBy, Stale, WaitsUntil } from './ApprovalRequest';
import { displayStatusOf } from './displayStatus';
import { EmptyPlace } from '../EmptyPlace';
import { OpenButton } from './OpenButton';
import { OperationCard } from './OperationCard';
import { ElapsedTime } from './OperationDuration';
import { OperationStatus, useStatusWord } from './OperationStatus';
import { useOperationTitle } from './operationTexts';
import { useDecisionObstacle, useIsStale } from './useDecision';

/** How long the end of an operation is news. */
const NEWS_MS = 5 * 60_000;
const MAX_CARDS = 4;

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1.5),
      listStyle: 'none',
      margin: 0,
      padding: 0,
    },
  }),
  { name: 'IdeogramIncidentOperationCards' },
);

/** "Pods restart, 3 of 6 ready". */
function lastStep({ steps }: Operation): string {
  const last = steps.at(-1);
  return last ? [last.name, last.message].filter(Boolean).join(': ') : '';
}

function UnderWay({ operation }: { operation: Operation }) {
  const t = useTranslation();
  const titleOf = useOperationTitle();
  const step = lastStep(operation);
  const person = <Person entityRef={operation.actor} />;
  return (
    <OperationCard
      id={operation.id}
      mark={
        <OperationStatus look={displayStatusOf(operation)}>
          {t('operation.inShort', {
            doing: titleOf(operation),
            duration: <ElapsedTime operation={operation} />,
          })}
        </OperationStatus>
      }
      button={<OpenButton operation={operation} />}
    >
      {step
        ? t('operation.stepBy', {
            step: nonBreaking(step.replace(/[.\s]+$/, '')),
            person,
          })
        : t('operation.by', { person })}
    </OperationCard>
  );
}

function JustEnded({ operation }: { operation: Operation }) {
  const { status, summary, error, finishedAt } = operation;
  const t = useTranslation();
  const titleOf = useOperationTitle();
  const wordOf = useStatusWord();
  const look = displayStatusOf(operation);
  return (
    <OperationCard
      id={operation.id}
      mark={<OperationStatus look={look}>{titleOf(operation)}</OperationStatus>}
      button={<OpenButton operation={operation} />}
    >
      {status === 'succeeded' ? (
        t('operation.endedAge', {
          status: wordOf(look),
          age: <Age at={finishedAt!} />,
        })
      ) : (
        <Age at={finishedAt!} />
      )}
      {'. '}
      {nonBreaking(error?.issue ?? summary ?? '')}
    </OperationCard>
  );
}

function AsksForApproval({ operation }: { operation: Operation }) {
  const { openOperation } = useRemediation();
  const t = useTranslation();
  const whyNot = useDecisionObstacle(operation);
  const isStale = useIsStale(operation);
  const { id, title } = operation;
  return (
    <OperationCard
      id={operation.id}
      asks
      mark={null}
      title={t('approval.title', { title })}
      button={
        whyNot === undefined ? (
          <Button
            variant="outlined"
            color="primary"
            aria-label={t('approval.lookOf', { title })}
            onClick={() => openOperation(id)}
          >
            {t('approval.look')}
          </Button>
        ) : (
          <OpenButton operation={operation} />
        )
      }
    >
      <AskedBy operation={operation} />{' '}
      {isStale ? (
        <Stale operation={operation} />
      ) : (
        <>
          <WaitsUntil operation={operation} /> {whyNot}
        </>
      )}
    </OperationCard>
  );
}

/** In the place of what will be done: the last that was done, if anything. */
function Nothing({ last }: { last?: Operation }) {
  const t = useTranslation();
  const wordOf = useStatusWord();
  return (
    <EmptyPlace>
      {last?.finishedAt
        ? t('operation.last', {
            title: last.title,
            status: wordOf(displayStatusOf(last)),
            age: <Age at={last.finishedAt} />,
          })
        : t('operation.nothing')}
    </EmptyPlace>
  );
}

/**
 * What is being done about the target, and what waits for somebody. Its place
 * is kept, so that what stands below does not move.
 */
export function OperationCards() {
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  // To the minute: the ages within count by themselves.
  const minute = useNow(now => Math.floor(now / 60_000));
  const isNews = ({ finishedAt }: Operation) =>
    finishedAt !== undefined &&
    minute * 60_000 - Date.parse(finishedAt) < NEWS_MS;
  // Of those that have ended only the last: the history has the others.
  const lastEnded = operations.operations.find(hasEnded);
  const shown = operations.operations
    .filter(one => !hasEnded(one) || (one === lastEnded && isNews(one)))
    .slice(0, MAX_CARDS);
  if (shown.length === 0) return <Nothing last={lastEnded} />;
  return (
    <ul className={classes.list} aria-label={t('operation.title')}>
      {shown.map(one => {
        if (isUnderWay(one)) return <UnderWay key={one.id} operation={one} />;
        return hasEnded(one) ? (
          <JustEnded key={one.id} operation={one} />
        ) : (
          <AsksForApproval key={one.id} operation={one} />
        );
      })}
    </ul>
  );
}
