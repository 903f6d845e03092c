import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { Link, MarkdownContent } from '@backstage/core-components';
import clsx from 'clsx';
import {
  entrySentence,
  type TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { memo } from 'react';
import { AnchorLink } from '../../../../components/AnchorLink';
import { Person } from '../../../../components/Person';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { focusRing, PHONE } from '../../../../theme/styles';
import { EntryIcon } from './EntryIcon';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'grid',
        gridTemplateColumns: '92px 24px minmax(0, 1fr) auto',
        alignItems: 'start',
        gap: theme.spacing(0, 1.5),
        padding: theme.spacing(1, 0),
        '&:focus': focusRing(theme),
        '& + &': { borderTop: `1px solid ${colours.line}` },
        [PHONE]: { gridTemplateColumns: '24px minmax(0, 1fr) auto' },
      },
      at: {
        textAlign: 'right',
        color: colours.subtle,
        [PHONE]: { gridColumn: '1 / -1', textAlign: 'left' },
      },
      icon: { fontSize: 20, color: colours.subtle },
      words: { minWidth: 0, overflowWrap: 'anywhere' },
      said: {
        '& p': { margin: theme.spacing(0.5, 0) },
        '& pre': { overflowX: 'auto' },
        '& img': { display: 'none' },
      },
      corrected: {
        textDecoration: 'line-through',
        color: colours.subtle,
      },
      quiet: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0, 1.5),
        fontSize: 13,
        lineHeight: '18px',
        color: colours.subtle,
      },
      sequence: {
        fontSize: 12,
        lineHeight: '20px',
        color: colours.subtle,
        fontVariantNumeric: 'tabular-nums',
      },
      correct: { [PHONE]: { minHeight: 44 } },
    };
  },
  { name: 'IdeogramIncidentEntry' },
);

export const entryId = ({ id }: Pick<TimelineEntry, 'id'>) =>
  `ideogram-incident-entry-${id}`;

/** Clocks differ a little, and writing takes its time. */
const LATER_MS = 60_000;

const isLater = ({ occurredAt, recordedAt }: TimelineEntry) =>
  Date.parse(recordedAt) - Date.parse(occurredAt) >= LATER_MS;

type Written = Extract<TimelineEntry, { type: 'note' | 'correction' }>;

/** What somebody wrote. Pictures would tell other servers who reads it. */
function Said({ entry, corrected }: { entry: Written; corrected: boolean }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <>
      <strong>
        {t(entry.type === 'note' ? 'story.noteBy' : 'story.correctionBy', {
          person: <Person entityRef={entry.actor} />,
        })}
      </strong>
      <MarkdownContent
        className={clsx(classes.said, corrected && classes.corrected)}
        content={entry.text ?? ''}
        linkTarget="_blank"
        transformImageUri={() => ''}
      />
    </>
  );
}

/** One entry of the timeline. */
function TimelineEntryItem(props: {
  entry: TimelineEntry;
  /** The entry that it corrects. */
  corrects?: TimelineEntry;
  /** Those that correct it. */
  correctedBy?: readonly TimelineEntry[];
  operationPath(operationId: string): string;
  /** Left out where nothing can be added. */
  onCorrect?(entry: TimelineEntry): void;
}) {
  const { entry, corrects, correctedBy = [], onCorrect } = props;
  const classes = useStyles();
  const t = useTranslation();
  const isWritten = entry.type === 'note' || entry.type === 'correction';
  return (
    <li id={entryId(entry)} className={classes.root} tabIndex={-1}>
      <span className={classes.at}>
        <Time at={entry.occurredAt} />
      </span>
      <EntryIcon type={entry.type} className={classes.icon} />
      <div className={classes.words}>
        {isWritten ? (
          <Said entry={entry} corrected={correctedBy.length > 0} />
        ) : (
          entrySentence(entry)
        )}
        <div className={classes.quiet}>
          {isLater(entry) && (
            <span>
              {t('story.recordedLater', {
                time: <Time at={entry.recordedAt} />,
              })}
            </span>
          )}
          {corrects && (
            <AnchorLink id={entryId(corrects)}>
              {t('story.corrects', { number: String(corrects.sequence) })}
            </AnchorLink>
          )}
          {correctedBy.map(by => (
            <AnchorLink key={by.id} id={entryId(by)}>
              {t('story.correctedBy', { number: String(by.sequence) })}
            </AnchorLink>
          ))}
          {(entry.type === 'operation-started' ||
            entry.type === 'operation-ended') && (
            <Link to={props.operationPath(entry.data.id)}>
              {t('story.steps')}
            </Link>
          )}
        </div>
      </div>
      <span>
        <span className={classes.sequence}>{entry.sequence}</span>
        {entry.type === 'note' && onCorrect && (
          <Button
            className={classes.correct}
            size="small"
            color="primary"
            aria-label={t('story.correctOf', {
              number: String(entry.sequence),
            })}
            onClick={() => onCorrect(entry)}
          >
            {t('story.correct')}
          </Button>
        )}
      </span>
    </li>
  );
}

/** Drawn anew only where something of it is new: there may be hundreds. */
export const Entry = memo(TimelineEntryItem);
