import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  hasEnded,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { visuallyHidden } from '../../../../theme/styles';
import { displayStatusOf } from './displayStatus';
import { useStatusWord } from './OperationStatus';

const useStyles = makeStyles(
  { heard: visuallyHidden },
  { name: 'IdeogramIncidentOperationAnnouncer' },
);

/** Long enough to be begun: a reader that has begun goes on to the end. */
const HEARD_MS = 10_000;

const SILENT = { polite: '', urgent: '' };

/** How far an operation has come; what a step says of itself changes too often. */
function stageOf(operation: Operation): string {
  const last = operation.steps.at(-1);
  return hasEnded(operation) || !last
    ? operation.status
    : `${operation.status} ${last.name}`;
}

/**
 * What is to be heard of the operations: each step politely, and at once that
 * one failed. What had happened before the page was opened is silent.
 */
export function useOperationAnnouncement(
  operations: readonly Operation[],
  loaded: boolean,
) {
  const t = useTranslation();
  const wordOf = useStatusWord();
  const [heard, setHeard] = useState(SILENT);
  const stages = useRef<Map<string, string>>();

  useEffect(() => {
    if (!loaded && operations.length === 0) return;
    const before = stages.current;
    stages.current = new Map(operations.map(one => [one.id, stageOf(one)]));
    if (!before) return;
    const changed = operations.find(one => before.get(one.id) !== stageOf(one));
    // Older ones that were just loaded are no news.
    if (!changed || (hasEnded(changed) && !before.has(changed.id))) return;
    const { title, status, error, steps } = changed;
    if (status === 'failed') {
      setHeard({
        polite: '',
        urgent: t('operation.heardFailed', {
          title,
          issue: error?.issue ?? '',
        }),
      });
      return;
    }
    const step =
      status === 'running'
        ? steps.at(-1)?.name
        : wordOf(displayStatusOf(changed));
    setHeard({
      polite: t('operation.heard', { title, step: step ?? '' }),
      urgent: '',
    });
  }, [operations, loaded, t, wordOf]);

  // What is over is not to be found later either.
  useEffect(() => {
    if (heard === SILENT) return undefined;
    const timer = setTimeout(() => setHeard(SILENT), HEARD_MS);
    return () => clearTimeout(timer);
  }, [heard]);

  return heard;
}

/**
 * Where it is heard: within the dialog while one is open, for the rest of the
 * page is out of reach then.
 */
export function OperationAnnouncer(props: {
  heard: { polite: string; urgent: string };
}) {
  const { polite, urgent } = props.heard;
  const classes = useStyles();
  return (
    <>
      <div className={classes.heard} aria-live="polite">
        {polite}
      </div>
      <div className={classes.heard} role="alert">
        {urgent}
      </div>
    </>
  );
}
