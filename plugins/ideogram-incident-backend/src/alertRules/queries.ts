import {
  fillQuery,
  type TargetDescription,
} from 'backstage-plugin-ideogram-incident-common';
import { typeLabelsOf } from '../metrics';

type Queries = TargetDescription['queries'];

/** The series below a rate: name and matchers as the operator wrote them. */
export interface Counter {
  name: string;
  matchers: string;
}

const BRACES = String.raw`\{(?:[^}"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\}`;
const RATE_OF_COUNTER = new RegExp(
  String.raw`\b(?:rate|increase|irate)\s*\(\s*([a-zA-Z_:][\w:]*)?\s*(${BRACES})?\s*\[\s*\$window\s*\]\s*\)`,
  'g',
);

/** Whether a query can be asked over another time than the operator's own. */
export const hasWindow = (query: string) => /\$window\b/.test(query);

/** A query over the time that a rule needs. */
export const over = (
  query: string,
  window: string,
  { selector }: Pick<Queries, 'selector'>,
) => fillQuery(query.trim(), { selector, window });

/** The counters of which a query takes rates; none where it is more involved. */
export function countersIn(query: string, { selector }: Queries): Counter[] {
  return [...query.matchAll(RATE_OF_COUNTER)].flatMap(
    ([, name = '', braces = '{}']) => {
      const matchers = fillQuery(braces.slice(1, -1), { selector, window: '' })
        .trim()
        .replace(/,$/, '');
      return name || matchers ? [{ name, matchers }] : [];
    },
  );
}

/** A counter as a selector, with more matchers. */
export const selectorOf = ({ name, matchers }: Counter, more = '') =>
  `${name}{${[matchers, more].filter(Boolean).join(',')}}`;

/** The label that tells errors apart; none where the query does not group by one. */
export const typeLabelOf = ({
  errorsByType,
}: Pick<Queries, 'errorsByType'>): string | undefined =>
  typeLabelsOf(errorsByType)[0];
