/** One line of an answer in Prometheus' text format. */
export interface Sample {
  name: string;
  labels: ReadonlyMap<string, string>;
  /** May be NaN or infinite. */
  value: number;
}

/** A text that is not in Prometheus' text format. */
export class MetricsTextError extends Error {
  constructor(lineNumber: number) {
    super(`Line ${lineNumber} is not in the text format of Prometheus`);
    this.name = 'MetricsTextError';
  }
}

// Far above any real line, and bounds what the expressions below run over.
const MAX_LINE = 64 * 1024;

const NAME = /([a-zA-Z_:][a-zA-Z0-9_:]*)[ \t]*/y;
const QUOTED = '"((?:[^"\\\\]|\\\\.)*)"';
const NEXT = '[ \\t]*(?:,|(?=\\}))';
const LABELS_START = /\{/y;
/** A name that is more than a word stands, quoted, first among the labels. */
const QUOTED_NAME = new RegExp(`[ \\t]*${QUOTED}${NEXT}`, 'y');
const LABEL = new RegExp(
  `[ \\t]*(?:([a-zA-Z_][a-zA-Z0-9_]*)|${QUOTED})[ \\t]*=[ \\t]*${QUOTED}${NEXT}`,
  'y',
);
const LABELS_END = /[ \t]*\}[ \t]*/y;
// Timestamps, in whatever form, are of no use here; OpenMetrics adds an
// exemplar after a #, and the time of the start after an @.
const VALUE =
  /(\S+)(?:[ \t]+[+-]?\d+(?:\.\d*)?(?:e[+-]?\d+)?)?(?:[ \t]+st@\S+)?[ \t]*(?:#.*)?$/iy;
const ANY_VALUE = /\S/y;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_NUMBERS = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
  ['infinity', Infinity],
  ['+infinity', Infinity],
  ['-infinity', -Infinity],
]);

function numberOf(text: string): number | undefined {
  return NUMBER.test(text) ? Number(text) : NO_NUMBERS.get(text.toLowerCase());
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (whole, character) => {
    if (character === 'n') return '\n';
    return character === '"' || character === '\\' ? character : whole;
  });
}

/** Runs expressions over a line, each from where the last one ended. */
class LineReader {
  private position = 0;

  constructor(private readonly line: string) {}

  take(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.position;
    const match = expression.exec(this.line);
    if (!match) return undefined;
    this.position = expression.lastIndex;
    return match;
  }

  /** @param labels - to put them into; none is taken where there are none */
  takeLabels(labels: Map<string, string>): boolean {
    for (;;) {
      if (this.take(LABELS_END)) return true;
      const label = this.take(LABEL);
      if (!label) return false;
      const [, word, quoted, value] = label;
      labels.set(word ?? unescaped(quoted), unescaped(value));
    }
  }
}

/**
 * One line; without a value where it looks like a sample, and its value is in
 * a form that is not known, such as that of a native histogram.
 */
function parseLine(
  line: string,
): (Omit<Sample, 'value'> & { value?: number }) | undefined {
  if (line.length > MAX_LINE) return undefined;
  const reader = new LineReader(line);
  let name = reader.take(NAME)?.[1];
  const labels = new Map<string, string>();
  if (reader.take(LABELS_START)) {
    name ??= unescaped(reader.take(QUOTED_NAME)?.[1] ?? '');
    if (!reader.takeLabels(labels)) {
      return name && line.endsWith('}') ? { name, labels } : undefined;
    }
  }
  if (!name) return undefined;
  const value = reader.take(VALUE)?.[1];
  if (value !== undefined) return { name, labels, value: numberOf(value) };
  return reader.take(ANY_VALUE) ? { name, labels } : undefined;
}

/**
 * The samples of the metrics that `keep` names, one after the other, so that
 * what is not wanted takes no memory. Strict, as Prometheus is: a text that is
 * cut or mixed with something else must not be taken for a whole one. Only the
 * value of a metric that is not wanted may be odd.
 *
 * @throws MetricsTextError at the first line that is none
 */
export function* parseMetricsText(
  text: string,
  keep: (name: string) => boolean,
): Generator<Sample> {
  let lineNumber = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end).trim();
    start = end + 1;
    lineNumber += 1;
    if (line === '' || line.startsWith('#')) continue;
    const sample = parseLine(line);
    if (!sample) throw new MetricsTextError(lineNumber);
    const { name, labels, value } = sample;
    if (!keep(name)) continue;
    if (value === undefined) throw new MetricsTextError(lineNumber);
    yield { name, labels, value };
  }
}
