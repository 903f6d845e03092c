import type { CompoundEntityRef } from '@backstage/catalog-model';
import type {
  Incident,
  Operation,
  Route,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { AccessSubject, Caller } from '../access';

export interface EntityParts {
  entity: CompoundEntityRef;
  entityRef: string;
}

/** What a handler gets of its route's subject, by the subject's name. */
export interface SubjectParts {
  entity: EntityParts;
  target: EntityParts & { target: Target };
  operation: { operation: Operation };
  incident: { incident: Incident };
  'new-incident': SubjectParts['target'];
}

/** The parts of a request in which a subject may be named. */
export interface SubjectRequest {
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
}

/** What a request is about: to which entities it belongs, and what it is. */
export interface Subject<Parts> extends AccessSubject {
  /** The remediation action that it is about, where the path names none. */
  action?: string;
  /** For the record, beside what was said in the request. */
  meta?: Record<string, string>;
  /** Asked for once the caller is allowed, and all input is valid. */
  resolve(request: SubjectRequest): Parts | Promise<Parts>;
}

/** How a subject is found. A feature has one for each kind that is its own. */
export interface SubjectFinder<Parts> {
  /** How a request names it, for the record: nothing is checked yet. */
  named(request: SubjectRequest): Record<string, unknown>;
  /**
   * Of the request, the path is checked. What is learned here about the subject
   * is not told to a caller who is not allowed.
   *
   * @throws NotFoundError
   */
  find(
    request: SubjectRequest,
    credentials: Caller,
  ): Subject<Parts> | Promise<Subject<Parts>>;
}

/** One for each subject that one of the routes has. */
export type FindersOf<Routes extends Record<string, Route>> = {
  [Name in Exclude<Routes[keyof Routes]['subject'], 'none'>]: SubjectFinder<
    Name extends keyof SubjectParts ? SubjectParts[Name] : object
  >;
};
