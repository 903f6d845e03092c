import {
  alertsReadPermission,
  ideogramIncidentReadPermission,
  type Incident,
  type routes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Authorization, Caller } from '../access';
import type { RouteRequest } from '../feature';
import type { TargetComponents } from './targetComponents';

/** Which incidents are to be listed. */
export interface Visible {
  targets: readonly string[];
  /** Also those of targets that none of the components names any more. */
  ofNobody: boolean;
  /** All that some component names. */
  named: readonly string[];
}

/** How the caller of a list is asked about. */
type Asking = Pick<
  RouteRequest<typeof routes.incidents>,
  'allowedOf' | 'isAllowed'
>;

type Belonging = Pick<Incident, 'target' | 'entityRefs'>;

/**
 * Who may read which incident: whoever may read one of the components that name
 * its target. What no component names any more, administrators may read.
 */
export class IncidentAccess {
  constructor(
    private readonly components: Pick<TargetComponents, 'all'>,
    private readonly authorization: Authorization,
  ) {}

  /** The components that name its target, or those that did when it was opened. */
  async entityRefsOf({ target, entityRefs }: Belonging): Promise<string[]> {
    const named = (await this.components.all()).get(target);
    return [...(named ?? entityRefs)];
  }

  async mayRead(incident: Belonging, credentials: Caller): Promise<boolean> {
    const { authorization } = this;
    const named = (await this.components.all()).get(incident.target);
    return named
      ? authorization.isAllowed(
          ideogramIncidentReadPermission,
          named,
          credentials,
        )
      : authorization.isAllowed(alertsReadPermission, [], credentials);
  }

  /**
   * For a list, in one question for all components.
   *
   * @param allowedOf - those on which the caller may read
   */
  async visible(
    { allowedOf, isAllowed }: Asking,
    entityRef?: string,
  ): Promise<Visible> {
    // As the catalog writes it.
    const wanted = entityRef?.toLocaleLowerCase('en-US');
    const all = await this.components.all();
    const [allowed, ofNobody] = await Promise.all([
      allowedOf([...all.values()].flat()),
      isAllowed(alertsReadPermission),
    ]);
    return {
      targets: [...all].flatMap(([target, refs]) =>
        refs.some(ref => allowed.has(ref)) &&
        (wanted === undefined || refs.includes(wanted))
          ? [target]
          : [],
      ),
      ofNobody: ofNobody && entityRef === undefined,
      named: [...all.keys()],
    };
  }
}
