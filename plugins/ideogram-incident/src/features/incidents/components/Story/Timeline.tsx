import { useCallback, useMemo, useRef, useState } from 'react';
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Incident,
  TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import { Choice } from '../../../../components/Choice';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { useNoteDraft } from '../../hooks/useNoteDraft';
import type { Story } from '../../hooks/useStory';
import { Entry } from './Entry';
import { NoteComposer } from './NoteComposer';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      card: {
        padding: theme.spacing(2.5, 3),
        [PHONE]: { padding: theme.spacing(2) },
      },
      composer: {
        paddingBottom: theme.spacing(2),
        marginBottom: theme.spacing(1),
        borderBottom: `1px solid ${colours.line}`,
      },
      entries: { listStyle: 'none', margin: 0, padding: 0 },
      head: {
        paddingTop: theme.spacing(1.5),
        marginTop: theme.spacing(1),
        borderTop: `1px solid ${colours.line}`,
        fontSize: 12,
        lineHeight: '16px',
        color: colours.subtle,
        overflowWrap: 'anywhere',
      },
      failed: { color: colours.failing.text },
    };
  },
  { name: 'IdeogramIncidentTimeline' },
);

type Order = 'newest' | 'oldest';

/** By when it happened; of one moment, by when it was recorded. */
const byTime = (a: TimelineEntry, b: TimelineEntry) =>
  Date.parse(a.occurredAt) - Date.parse(b.occurredAt) ||
  a.sequence - b.sequence;

/** The entries by what they correct. */
function correctionsIn(entries: readonly TimelineEntry[]) {
  const corrections = new Map<string, TimelineEntry[]>();
  for (const entry of entries) {
    if (entry.corrects === undefined) continue;
    const known = corrections.get(entry.corrects) ?? [];
    corrections.set(entry.corrects, [...known, entry]);
  }
  return corrections;
}

function Earlier({ story }: { story: Story }) {
  const classes = useStyles();
  const t = useTranslation();
  const [failed, setFailed] = useState(false);
  if (!story.hasEarlier) return null;
  const read = () => {
    setFailed(false);
    story.readEarlier().catch(() => setFailed(true));
  };
  return (
    <div>
      <Button color="primary" onClick={read}>
        {t('story.earlier')}
      </Button>
      <span className={classes.failed} role="alert">
        {failed && t('story.earlierFailed')}
      </span>
    </div>
  );
}

/** What happened in an incident, and the place to write on it. */
export function Timeline(props: {
  incident: Incident;
  story: Story;
  mayWrite: boolean;
  operationPath(operationId: string): string;
}) {
  const { incident, story, mayWrite, operationPath } = props;
  const { entries, newest, refresh } = story;
  const classes = useStyles();
  const t = useTranslation();
  const [order, setOrder] = useState<Order>('newest');
  const { draft, kept, setDraft } = useNoteDraft(incident.id);
  const composer = useRef<HTMLDivElement>(null);
  const latest = useRef({ draft, setDraft });
  latest.current = { draft, setDraft };

  const sorted = useMemo(() => {
    const all = [...entries].sort(byTime);
    return order === 'newest' ? all.reverse() : all;
  }, [entries, order]);
  const corrections = useMemo(() => correctionsIn(entries), [entries]);
  const byId = useMemo(
    () => new Map(entries.map(entry => [entry.id, entry])),
    [entries],
  );
  const correct = useCallback(({ id }: TimelineEntry) => {
    const now = latest.current;
    now.setDraft({ ...now.draft, key: undefined, corrects: id });
    composer.current?.querySelector('textarea')?.focus();
  }, []);
  const corrected =
    draft.corrects === undefined ? undefined : byId.get(draft.corrects);
  const last = entries.at(-1);
  return (
    <section aria-labelledby="ideogram-incident-timeline">
      <SectionTitle
        id="ideogram-incident-timeline"
        aside={newest > 0 && t('story.entries', { count: newest })}
        end={
          <Choice<Order>
            label={t('story.order')}
            value={order}
            options={[
              { value: 'newest', label: t('story.newestFirst') },
              { value: 'oldest', label: t('story.oldestFirst') },
            ]}
            onChange={setOrder}
          />
        }
      >
        {t('story.timeline')}
      </SectionTitle>
      <Paper className={classes.card}>
        {mayWrite && (
          <div className={classes.composer} ref={composer}>
            <NoteComposer
              incidentId={incident.id}
              draft={draft}
              kept={kept}
              corrected={corrected}
              onDraft={setDraft}
              onAdded={refresh}
            />
          </div>
        )}
        {order === 'oldest' && <Earlier story={story} />}
        <ol className={classes.entries} reversed={order === 'newest'}>
          {sorted.map(entry => (
            <Entry
              key={entry.id}
              entry={entry}
              corrects={byId.get(entry.corrects ?? '')}
              correctedBy={corrections.get(entry.id)}
              operationPath={operationPath}
              onCorrect={mayWrite ? correct : undefined}
            />
          ))}
        </ol>
        {order === 'newest' && <Earlier story={story} />}
        {last && (
          <div className={classes.head}>
            {t('story.head', { hash: last.hash.slice(0, 12) })}
          </div>
        )}
      </Paper>
    </section>
  );
}
