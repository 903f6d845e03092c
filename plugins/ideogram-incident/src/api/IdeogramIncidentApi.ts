import type {
  EntityTargets,
  Metrics,
  Reading,
  Triage,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * What arrives while a triage is taken: each reading by itself, then the whole.
 *
 * @public
 */
export type TriageEvent =
  | { type: 'reading'; reading: Reading }
  | { type: 'triage'; triage: Triage };

/**
 * What the Incident tab and the overview card ask the backend.
 *
 * Every method rejects with the `ResponseError` of `@backstage/errors` where
 * the backend answers with an error status.
 *
 * @public
 */
export interface IdeogramIncidentApi {
  /** The targets that an entity names. */
  getTargets(entityRef: string): Promise<EntityTargets>;

  /**
   * Takes a triage. The last event is the triage; before it, each reading may
   * come as soon as it is known. Throws where the triage does not arrive.
   */
  streamTriage(options: {
    entityRef: string;
    target: string;
    signal?: AbortSignal;
  }): AsyncIterable<TriageEvent>;

  /** The series of the charts; `since` is an ISO 8601 duration, such as `PT2H`. */
  getMetrics(options: {
    entityRef: string;
    target: string;
    since: string;
  }): Promise<Metrics>;
}
