import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  verdictOf,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { localTime } from '../../../../components/Time';
import { useNow } from '../../../../hooks/useNow';
import { useTranslation } from '../../../../hooks/useTranslation';
import { visuallyHidden } from '../../../../theme/styles';
import { responseTime } from './responseTime';

const useStyles = makeStyles(
  { heard: visuallyHidden },
  { name: 'IdeogramIncidentVerdictAnnouncer' },
);

const SILENT = { polite: '', urgent: '' };

interface Announced {
  target: string;
  level: string;
  outcome: string;
}

/**
 * Tells a screen reader what has changed: politely, when level or outcome are
 * others than before; at once, for a rise to P1 and for a response that is
 * overdue. A refresh that changes nothing is silent. It holds the present verdict
 * only.
 */
export function VerdictAnnouncer({ triage }: { triage?: Triage }) {
  const classes = useStyles();
  const t = useTranslation();
  const [heard, setHeard] = useState(SILENT);
  const said = useRef<Announced>();

  useEffect(() => {
    if (!triage) {
      said.current = undefined;
      setHeard(SILENT);
      return;
    }
    const { target, severity, decision } = triage;
    const { level } = severity;
    const { outcome } = decision;
    const before = said.current?.target === target ? said.current : undefined;
    if (before?.level === level && before.outcome === outcome) return;
    said.current = { target, level, outcome };
    const { sentence, levelWord } = verdictOf(triage);
    const text =
      level === 'none' ? sentence : `${level}, ${levelWord}. ${sentence}`;
    const risen = before !== undefined && before.level !== 'P1';
    // The other one is emptied, for a reader can also be led to what it holds.
    setHeard(
      level === 'P1' && risen
        ? { ...SILENT, urgent: text }
        : { ...SILENT, polite: text },
    );
  }, [triage]);

  const time = triage && responseTime(triage.severity);
  const deadline = time?.kind === 'deadline' ? time.deadline : Infinity;
  const isLatest = time?.kind === 'deadline' && time.isLatest;
  const overdue = useNow(now => now >= deadline);
  return (
    <>
      <div className={classes.heard} aria-live="polite">
        {heard.polite}
      </div>
      <div className={classes.heard} role="alert">
        {heard.urgent}
      </div>
      <div className={classes.heard} role="alert">
        {overdue &&
          t(isLatest ? 'clock.wasDueAtLatest' : 'clock.wasDue', {
            time: localTime(new Date(deadline)),
          })}
      </div>
    </>
  );
}
