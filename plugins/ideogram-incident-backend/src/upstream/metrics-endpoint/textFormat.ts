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
const LABEL =
  /[ \t]*([a-zA-Z_][a-zA-Z0-9_]*)[ \t]*=[ \t]*"((?:[^"\\]|\\.)*)"[ \t]*(?:,|(?=\}))/y;
const LABELS_END = /[ \t]*\}[ \t]*/y;
// Timestamps are of no use here; OpenMetrics adds an exemplar after a #.
const VALUE = /(\S+)(?:[ \t]+[+-]?\d+(?:\.\d+)?)?[ \t]*(?:#.*)?$/y;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NO_NUMBERS = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['+inf', Infinity],
  ['-inf', -Infinity],
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

  takeLabels(): Map<string, string> | undefined {
    const labels = new Map<string, string>();
    if (this.line[this.position] !== '{') return labels;
    this.position += 1;
    for (;;) {
      if (this.take(LABELS_END)) return labels;
      const label = this.take(LABEL);
      if (!label) return undefined;
      labels.set(label[1], unescaped(label[2]));
    }
  }
}

function parseLine(line: string): Sample | undefined {
  if (line.length > MAX_LINE) return undefined;
  const reader = new LineReader(line);
  const name = reader.take(NAME)?.[1];
  const labels = name === undefined ? undefined : reader.takeLabels();
  const value = labels && numberOf(reader.take(VALUE)?.[1] ?? '');
  if (name === undefined || !labels || value === undefined) return undefined;
  return { name, labels, value };
}

/**
 * The samples of the metrics that `keep` names, one after the other, so that
 * what is not wanted takes no memory. Strict, as Prometheus is: a text that is
 * cut or mixed with something else must not be taken for a whole one.
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
    if (keep(sample.name)) yield sample;
  }
}
