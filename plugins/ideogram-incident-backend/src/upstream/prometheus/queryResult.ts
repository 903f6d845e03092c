import { fault } from 'backstage-plugin-ideogram-incident-common';
import { hostAndPath, UpstreamError, type JsonAnswer } from '../http';
import { plainText } from '../text';

const MAX_SERIES = 1000;
const MAX_WARNINGS = 10;

export type Labels = ReadonlyMap<string, string>;

/** Unix seconds and value, which may be NaN or infinite. */
export type Point = [at: number, value: number];

/** What a query found. No series at all is not the same as zero. */
export interface QueryResult {
  /** Of an instant query, each with one point. */
  series: { labels: Labels; points: Point[] }[];
  /** What the server warned of, such as partial data. */
  warnings: string[];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const NO_NUMBERS = new Map([
  ['NaN', NaN],
  ['+Inf', Infinity],
  ['-Inf', -Infinity],
]);

/** As a person may see them. */
function bearable(words: unknown[]): string[] {
  return words.flatMap(word => plainText(word) ?? []);
}

/** What Prometheus says about a query itself, and not about its data. */
const ABOUT_THE_QUERY = /^PromQL (?:info|warning)\b/;

/** The first warning that a part of the data is missing. */
export function partialDataOf(warnings: readonly string[]): string | undefined {
  return warnings.find(warning => !ABOUT_THE_QUERY.test(warning));
}

const MARK = /partial|incomplete|truncated|limited/i;
const NO = /^(?:|false|0|no|none|never)$/i;

const isMarked = ([name, value]: [string, unknown]) =>
  MARK.test(name) &&
  (value === true || (typeof value === 'string' && !NO.test(value.trim())));

/**
 * Servers that gather their data from several places say in ways of their own
 * that one of those did not answer: a field of the body, such as VictoriaMetrics'
 * `isPartial`, or a header, such as M3's `M3-Results-Limited`.
 */
function marksOf({ headers }: JsonAnswer, body: Json): string[] {
  const data = isObject(body.data) ? body.data : {};
  return [...Object.entries(body), ...Object.entries(data), ...headers]
    .filter(isMarked)
    .map(([name]) => `a part of the data is missing (${name})`);
}

const WARNING_HEADERS = ['warning', 'm3-warnings', 'x-warnings'];
const IN_HEADER = /partial|incomplete|truncated|limit|missing|unavailable/i;

/** All that an answer warns of; first that data is missing, which decides. */
function warningsOf(answer: JsonAnswer, body: Json): string[] {
  const listed = [body.warnings, body.infos].flatMap(words => words ?? []);
  const said = listed.map(word =>
    isObject(word) ? JSON.stringify(word) : word,
  );
  const inHeaders = WARNING_HEADERS.flatMap(
    name => answer.headers.get(name) ?? [],
  ).filter(words => IN_HEADER.test(words));
  const all = bearable([...marksOf(answer, body), ...said, ...inHeaders]);
  const isMissing = (word: string) => partialDataOf([word]) !== undefined;
  return [
    ...all.filter(isMissing),
    ...all.filter(word => !isMissing(word)),
  ].slice(0, MAX_WARNINGS);
}

function unexpected(
  { url, status }: JsonAnswer,
  words: string = fault.wrongShape,
): UpstreamError {
  return new UpstreamError('wrong-shape', hostAndPath(url), words, { status });
}

function wordsOf(status: number): string {
  if (status === 200) return 'answers with an error';
  return status === 401 || status === 403
    ? fault.signIn(status)
    : fault.status(status);
}

/**
 * What stands in front of a server that is down, or wants a sign-in, answers
 * with a page or a word of its own: then the status says more than the body.
 */
export function unreadable(error: unknown): unknown {
  const { status = 0 } = error as Partial<UpstreamError>;
  return error instanceof UpstreamError && status >= 400
    ? new UpstreamError('status', error.place, wordsOf(status), { status })
    : error;
}

function refused({ url, status }: JsonAnswer, body: Json): UpstreamError {
  const said = bearable([body.errorType, body.error]).join(', ');
  const answers = wordsOf(status);
  const words = said === '' ? answers : `${answers}: ${said}`;
  return new UpstreamError('status', hostAndPath(url), words, { status });
}

function readPoint(pair: unknown, answer: JsonAnswer): Point {
  if (!Array.isArray(pair)) throw unexpected(answer);
  const [at, text] = pair;
  if (typeof at !== 'number' || typeof text !== 'string') {
    throw unexpected(answer);
  }
  const value = NUMBER.test(text) ? Number(text) : NO_NUMBERS.get(text);
  if (value === undefined) throw unexpected(answer);
  return [at, value];
}

function readLabels(metric: unknown, answer: JsonAnswer): Labels {
  if (!isObject(metric)) throw unexpected(answer);
  return new Map(
    Object.entries(metric).map(([name, value]) => {
      if (typeof value !== 'string') throw unexpected(answer);
      return [name, value];
    }),
  );
}

function readSeries(data: Json, answer: JsonAnswer): QueryResult['series'] {
  const { resultType, result } = data;
  if (!Array.isArray(result)) throw unexpected(answer);
  if (resultType === 'scalar') {
    return [{ labels: new Map(), points: [readPoint(result, answer)] }];
  }
  if (resultType !== 'vector' && resultType !== 'matrix') {
    throw unexpected(answer);
  }
  if (result.length > MAX_SERIES) {
    throw unexpected(answer, `answers with more than ${MAX_SERIES} series`);
  }
  return result.map(entry => {
    if (!isObject(entry)) throw unexpected(answer);
    const pairs = resultType === 'vector' ? [entry.value] : entry.values;
    if (!Array.isArray(pairs)) throw unexpected(answer);
    return {
      labels: readLabels(entry.metric, answer),
      points: pairs.map(pair => readPoint(pair, answer)),
    };
  });
}

/**
 * What `/api/v1/query` or `/api/v1/query_range` answered.
 *
 * @throws UpstreamError where it is an error, or no such answer
 */
export function readQueryResult(answer: JsonAnswer): QueryResult {
  const { status, json } = answer;
  const body = isObject(json) ? json : {};
  if (status !== 200 || body.status === 'error') throw refused(answer, body);
  if (body.status !== 'success' || !isObject(body.data)) {
    throw unexpected(answer);
  }
  return {
    series: readSeries(body.data, answer),
    warnings: warningsOf(answer, body),
  };
}
