import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import {
  formatPercent,
  type PodTrouble,
  type WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { ReadingNote } from './ReadingNote';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      pods: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: 4,
        margin: '10px 0 6px',
      },
      pod: {
        width: 14,
        height: 14,
        borderRadius: 3,
        border: `2px solid ${colours.control}`,
      },
      ready: { background: colours.ok.shape, borderColor: colours.ok.text },
      // A cross, so that it differs from a ready one without its colour too.
      trouble: {
        borderColor: colours.failing.text,
        background: `linear-gradient(45deg, transparent 43%, ${colours.failing.text} 43% 57%, transparent 57%), linear-gradient(-45deg, transparent 43%, ${colours.failing.text} 43% 57%, transparent 57%)`,
      },
      missing: { borderStyle: 'dashed' },
      said: {
        marginTop: 2,
        fontSize: 13,
        lineHeight: '18px',
        '& summary': {
          width: 'fit-content',
          color: colours.action,
          cursor: 'pointer',
          [PHONE]: { lineHeight: '44px' },
        },
      },
    };
  },
  { name: 'IdeogramIncidentWorkload' },
);

const SQUARES = 48;
const TROUBLES_SHOWN = 3;

const TROUBLE_TEXT = {
  crashing: 'pod.crashing',
  'out-of-memory': 'pod.outOfMemory',
  unschedulable: 'pod.unschedulable',
  'image-pull': 'pod.imagePull',
  'not-ready': 'pod.notReady',
} as const satisfies Record<PodTrouble, string>;

/** The largest share of its memory limit that a pod uses. */
function memoryShare(pods: WorkloadDetails['pods']): number | undefined {
  const shares = pods.flatMap(({ memory }) =>
    memory?.limitBytes ? [memory.usedBytes / memory.limitBytes] : [],
  );
  return shares.length > 0 ? Math.max(...shares) : undefined;
}

/** A square for each pod, and what ails those that are not well. */
export function WorkloadBody({ details }: { details: WorkloadDetails }) {
  const { pods, desired, restarts } = details;
  const classes = useStyles();
  const t = useTranslation();
  const shown = pods.filter(pod => pod.trouble).slice(0, TROUBLES_SHOWN);
  const said = shown.filter(pod => pod.message);
  const memory = memoryShare(pods);
  const missing = Math.max(0, desired - pods.length);
  return (
    <>
      <div className={classes.pods} aria-hidden>
        {pods.slice(0, SQUARES).map(pod => (
          <i
            key={pod.name}
            className={clsx(
              classes.pod,
              pod.trouble && classes.trouble,
              !pod.trouble && pod.ready && classes.ready,
            )}
          />
        ))}
        {Array.from({ length: Math.min(missing, SQUARES) }, (_, index) => (
          <i key={index} className={clsx(classes.pod, classes.missing)} />
        ))}
      </div>
      {shown.map(({ name, trouble }) => (
        <ReadingNote key={name}>
          {t('reading.pod', {
            pod: name,
            state: t(TROUBLE_TEXT[trouble!] ?? 'pod.notReady'),
          })}
        </ReadingNote>
      ))}
      {said.length > 0 && (
        <details className={classes.said}>
          <summary>{t('reading.clusterSays')}</summary>
          {said.map(({ name, message }) => (
            <ReadingNote key={name}>
              {t('reading.pod', { pod: name, state: message! })}
            </ReadingNote>
          ))}
        </details>
      )}
      <ReadingNote>
        {restarts === 0
          ? t('reading.noRestarts')
          : t('reading.restarts', { count: restarts })}
        {memory !== undefined &&
          ` ${t('reading.memory', { share: formatPercent(memory) })}`}
      </ReadingNote>
    </>
  );
}
