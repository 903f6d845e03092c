import type { RouteInput } from '../../../../api';
import { INCIDENT_LEVELS } from '../../incidentLevels';

/** What is looked for, as the page's address has it; empty is any. */
export interface Filters {
  state: string;
  severity: string;
  component: string;
  period: string;
  q: string;
}

export const STATES = ['', 'open', 'resolved'] as const;
/** In weeks; the empty one has no beginning. */
export const PERIODS = ['4', '26', ''] as const;

const DAY_MS = 24 * 60 * 60 * 1000;

export function filtersIn(search: URLSearchParams): Filters {
  const known = (name: string, values: readonly string[], usual: string) => {
    const value = search.get(name);
    return value !== null && values.includes(value) ? value : usual;
  };
  return {
    state: known('state', STATES, ''),
    severity: known('severity', INCIDENT_LEVELS, ''),
    component: search.get('component') ?? '',
    period: known('period', PERIODS, '26'),
    q: search.get('q') ?? '',
  };
}

type Query = NonNullable<RouteInput<'incidents'>['query']>;

/**
 * What is asked for. A period begins with a day, so that the same question is
 * asked all day long.
 */
export function queryOf(
  filters: Filters,
  status: 'open' | 'resolved',
  now: number,
): Query {
  const { severity, component, period, q } = filters;
  const level = INCIDENT_LEVELS.find(one => one === severity);
  const from = Math.floor(now / DAY_MS - Number(period) * 7) * DAY_MS;
  return {
    status,
    limit: status === 'open' ? '100' : '20',
    ...(level && { severity: level }),
    ...(component && { entityRef: component }),
    ...(q.trim() && { q: q.trim().slice(0, 200) }),
    // One that is open counts however long it has been so.
    ...(period &&
      status === 'resolved' && { from: new Date(from).toISOString() }),
  };
}
