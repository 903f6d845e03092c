import { useEffect, useRef, useState } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import {
  verdictOf,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { useNow } from '../../hooks/useNow';
import { useTexts } from '../../hooks/useTexts';
import { visuallyHidden } from '../../theme/visuallyHidden';
import { localTime } from '../Time';
import { responseTime } from './responseTime';

const useStyles = makeStyles(
  { heard: visuallyHidden },
  { name: 'IdeogramIncidentAnnouncer' },
);

interface Said {
  target: string;
  level: string;
  outcome: string;
}

/**
 * Tells a screen reader what has changed: politely, when level or outcome are
 * others than before; at once, for a rise to P1 and for a response that is
 * overdue. A refresh that changes nothing is silent.
 */
export function Announcer({ triage }: { triage?: Triage }) {
  const classes = useStyles();
  const t = useTexts();
  const [polite, setPolite] = useState('');
  const [urgent, setUrgent] = useState('');
  const said = useRef<Said>();

  useEffect(() => {
    if (!triage) return;
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
    if (level === 'P1' && risen) setUrgent(text);
    else setPolite(text);
  }, [triage]);

  const time = triage && responseTime(triage.severity);
  const deadline = time?.kind === 'deadline' ? time.deadline : Infinity;
  const overdue = useNow(now => now >= deadline);
  return (
    <>
      <div className={classes.heard} aria-live="polite">
        {polite}
      </div>
      <div className={classes.heard} role="alert">
        {urgent}
      </div>
      <div className={classes.heard} role="alert">
        {overdue && t('clock.wasDue', { time: localTime(new Date(deadline)) })}
      </div>
    </>
  );
}
