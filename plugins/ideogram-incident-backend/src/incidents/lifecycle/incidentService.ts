import { ConflictError, InputError } from '@backstage/errors';
import {
  isOpen,
  personsText,
  type Incident,
  type IncidentChange,
  type IncidentRequest,
  type NoteRequest,
  type ResponseTimes,
  type TimelineEntry,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { StaleError } from '../../errors';
import {
  contentHash,
  refuseKeyReuse,
  type Repeated,
  type RequestIdentity,
} from '../../jobs';
import type { IncidentStore, Opened } from '../store';
import type { TargetComponents } from '../targetComponents';
import type { EntryDraft } from '../timeline/chain';
import { hasEntry } from '../timeline/timelinePage';
import {
  changeOf,
  refuseFuture,
  refuseMerged,
  withAcknowledgement,
} from './changeIncident';
import { mergeOf } from './mergeIncidents';
import { newIncident, type Opening } from './openIncident';
import { triageNow, type SeenTriage, type Triages } from './triageNow';

/** A mask may be longer than what it stands for. */
const MAX_TITLE = 200;

/** As it may be kept: somebody may have pasted a key. */
const clean = (text: string) => personsText(text).replaceAll('\0', '');

/** The same for one field of many that may be left out. */
const cleaned = (text: string | undefined) =>
  text === undefined ? undefined : clean(text);

const iso = (at: string | undefined) =>
  at === undefined ? undefined : new Date(at).toISOString();

const defined = <T extends object>(fields: T): T =>
  JSON.parse(JSON.stringify(fields));

function answerOf<T>({ repeated, sameRequest }: Repeated<T>): T {
  if (!sameRequest) refuseKeyReuse();
  return repeated;
}

const standingError = (standing: Incident) =>
  new StaleError(
    `${standing.number} is open for ${standing.target} already: join it, or open another one beside it`,
    { incident: standing },
  );

/** What can be done with an incident; whoever asks is allowed. */
export class IncidentService {
  constructor(
    private readonly store: IncidentStore,
    private readonly components: Pick<TargetComponents, 'of'>,
    private readonly triages: Triages,
    private readonly targets: ReadonlyMap<string, Target>,
    private readonly times: ResponseTimes,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Opens an incident for a person.
   *
   * @throws StaleError with the one that is open
   */
  async openBy(
    person: string,
    subject: { entityRef: string; target: Target },
    request: IncidentRequest,
    idempotencyKey: string,
  ): Promise<Incident> {
    refuseFuture('startedAt', request.startedAt, this.now());
    const { target, entityRef } = subject;
    const identity = {
      idempotencyKey,
      requestHash: contentHash({ ...request, entityRef, target: target.name }),
    };
    const repeated = await this.store.repeated(person, identity);
    if (repeated) return answerOf(repeated);
    const { drill = false, separate = false } = request;
    const [standing] =
      drill || separate ? [] : await this.store.openOn(target.name);
    if (standing) throw standingError(standing);
    const [triage, entityRefs] = await Promise.all([
      this.triage(target, entityRef),
      this.components.of(target.name, [entityRef]),
    ]);
    const opened = await this.open(
      {
        by: 'person',
        openedBy: person,
        target,
        entityRefs,
        triage,
        title: cleaned(request.title)?.slice(0, MAX_TITLE),
        summary: cleaned(request.summary),
        severity: request.severity,
        startedAt: iso(request.startedAt),
        drill,
      },
      { separate, identity },
    );
    if ('standing' in opened) throw standingError(opened.standing);
    if ('repeated' in opened) return answerOf(opened);
    return opened.opened.incident;
  }

  /** Opens an incident, unless one is open that is meant as well. */
  open(
    opening: Opening,
    options?: Parameters<IncidentStore['open']>[2],
  ): Promise<Opened> {
    const { incident, entries } = newIncident(opening, this.times, this.at());
    return this.store.open(incident, entries, options);
  }

  /** The triage of the moment, by its deadline at the latest. */
  triage(target: Target, entityRef: string): Promise<SeenTriage> {
    const { respondWithin } = this.times;
    return triageNow(this.triages, target, entityRef, respondWithin);
  }

  /** @throws StaleError with the present one, where somebody was faster */
  async change(
    seen: Incident,
    asked: IncidentChange,
    actor: string,
  ): Promise<Incident> {
    refuseFuture('startedAt', asked.startedAt, this.now());
    const target = this.targets.get(seen.target);
    const needsTriage =
      asked.status === 'resolved' && asked.reason === undefined;
    const triage =
      needsTriage && target && isOpen(seen)
        ? await this.triage(target, seen.entityRefs[0] ?? '')
        : undefined;
    const change = defined({
      ...asked,
      title: cleaned(asked.title)?.slice(0, MAX_TITLE),
      summary: cleaned(asked.summary),
      reason: cleaned(asked.reason),
      startedAt: iso(asked.startedAt),
    });
    const { times } = this;
    const { incident } = await this.store.change(seen.id, present =>
      changeOf(present, change, { actor, at: this.at(), triage, times }),
    );
    return incident;
  }

  /** Says that a person looks after it; also where somebody does already. */
  async acknowledge(id: string, actor: string): Promise<Incident> {
    const { incident } = await this.store.change(id, present => {
      refuseMerged(present);
      if (present.acknowledgedAt) return {};
      const entries: EntryDraft[] = [
        { type: 'acknowledged', actor, data: { how: 'acknowledge' } },
      ];
      return withAcknowledgement(present, { entries }, this.at());
    });
    return incident;
  }

  /** @throws ConflictError that says why they can't be merged */
  async merge(
    from: Incident,
    into: Incident,
    actor: string,
  ): Promise<Incident> {
    if (from.id === into.id) {
      throw new ConflictError(`${from.number} can't be merged into itself`);
    }
    const [, remaining] = await this.store.changeBoth(
      [from.id, into.id],
      (one, other) =>
        mergeOf(one, other, { actor, at: this.at(), times: this.times }),
    );
    return remaining.incident;
  }

  /** Adds a note, or a correction of another entry; once for each key. */
  async addNote(
    incident: Incident,
    request: NoteRequest,
    { actor, idempotencyKey }: { actor: string; idempotencyKey: string },
  ): Promise<TimelineEntry> {
    const { corrects } = request;
    refuseFuture('occurredAt', request.occurredAt, this.now());
    if (
      corrects !== undefined &&
      !(await hasEntry(this.store.knex, incident.id, corrects))
    ) {
      throw new InputError(
        `corrects: must be the id of an entry of ${incident.number}`,
      );
    }
    const note: EntryDraft = defined({
      type: corrects === undefined ? 'note' : 'correction',
      actor,
      data: {},
      text: clean(request.text),
      corrects,
      occurredAt: iso(request.occurredAt),
    });
    const identity: RequestIdentity & { actor: string } = {
      actor,
      idempotencyKey,
      requestHash: contentHash(request),
    };
    const outcome = await this.store.addOnce(
      incident.id,
      present => {
        refuseMerged(present);
        return withAcknowledgement(present, { entries: [note] }, this.at());
      },
      identity,
    );
    return 'added' in outcome ? outcome.added : answerOf(outcome);
  }

  private at(): string {
    return new Date(this.now()).toISOString();
  }
}
