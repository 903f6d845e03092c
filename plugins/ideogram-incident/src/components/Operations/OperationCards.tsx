import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  hasEnded,
  nonBreaking,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useNow } from '../../hooks/useNow';
import { isUnderWay } from '../../hooks/useOperations';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { Age } from '../Time';
import { AskedBy, WaitsUntil } from './ApprovalRequest';
import { RunningFor } from './Durations';
import { OperationCard } from './OperationCard';
import { lookOf } from './operationLook';
import { OperationMark, useLookWord } from './OperationMark';
import { personName } from './personName';
import { useOperationTitle } from './useOperationTitle';
import { useWhyNotDecide } from './useWhyNotDecide';

/** How long the end of an operation is news. */
const NEWS_MS = 5 * 60_000;
const MOST_CARDS = 4;

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

/** Where the focus goes back to, once what it came from is gone. */
export const openButtonId = (id: string) => `ideogram-incident-open-${id}`;

function OpenButton({ operation }: { operation: Operation }) {
  const { openOperation } = useRemediation();
  const t = useTexts();
  return (
    <Button
      id={openButtonId(operation.id)}
      size="small"
      color="primary"
      aria-label={t('action.openOf', { title: operation.title })}
      onClick={() => openOperation(operation.id)}
    >
      {t('action.open')}
    </Button>
  );
}

function UnderWay({ operation }: { operation: Operation }) {
  const t = useTexts();
  const titleOf = useOperationTitle();
  const step = lastStep(operation);
  const person = personName(operation.actor);
  return (
    <OperationCard
      mark={
        <OperationMark look={lookOf(operation)}>
          {t('operation.inShort', {
            doing: titleOf(operation),
            duration: <RunningFor operation={operation} />,
          })}
        </OperationMark>
      }
      button={<OpenButton operation={operation} />}
    >
      {step
        ? t('operation.stepBy', { step: nonBreaking(step), person })
        : t('operation.by', { person })}
    </OperationCard>
  );
}

function JustEnded({ operation }: { operation: Operation }) {
  const { status, summary, error, finishedAt } = operation;
  const t = useTexts();
  const titleOf = useOperationTitle();
  const wordOf = useLookWord();
  const look = lookOf(operation);
  return (
    <OperationCard
      mark={<OperationMark look={look}>{titleOf(operation)}</OperationMark>}
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
  const t = useTexts();
  const whyNot = useWhyNotDecide(operation);
  const { id, title } = operation;
  return (
    <OperationCard
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
      <AskedBy operation={operation} /> <WaitsUntil operation={operation} />{' '}
      {whyNot}
    </OperationCard>
  );
}

/** What is being done about the target, and what waits for somebody. */
export function OperationCards() {
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTexts();
  // To the minute: the ages within count by themselves.
  const minute = useNow(now => Math.floor(now / 60_000));
  const isNews = ({ finishedAt }: Operation) =>
    finishedAt !== undefined &&
    minute * 60_000 - Date.parse(finishedAt) < NEWS_MS;
  // Of those that have ended only the last: the history has the others.
  const lastEnded = operations.operations.find(hasEnded);
  const shown = operations.operations
    .filter(one => !hasEnded(one) || (one === lastEnded && isNews(one)))
    .slice(0, MOST_CARDS);
  if (shown.length === 0) return null;
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
