import {
  levelOfLetter,
  levelOfSyslog,
  levelOfWord,
  type FoundLevel,
  type LogLevel,
} from './levelWords';

const rising = (warning: number, error: number) => (level: number) => {
  if (level >= error) return 'error';
  return level >= warning ? 'warning' : 'quiet';
};

/** Under 8 those of syslog, then those of pino and bunyan, then Monolog's and Logback's. */
function levelOfNumber(level: number): LogLevel {
  if (level < 8) return levelOfSyslog(level);
  if (level < 100) return rising(40, 50)(level);
  return level < 1_000
    ? rising(300, 400)(level)
    : rising(30_000, 40_000)(level);
}

/** Names of the field, small and without signs, and what its numbers mean. */
const FIELDS = new Map<string, (level: number) => LogLevel>([
  ...'level lvl l loglevel severity sev severitytext levelname levelvalue priority syslogseverity logseverity sloglevel'
    .split(' ')
    .map(name => [name, levelOfNumber] as const),
  // Python's.
  ['levelno', rising(30, 40)],
  // OpenTelemetry's.
  ['severitynumber', rising(13, 17)],
  // Application Insights'.
  ['severitylevel', rising(2, 3)],
]);

const plain = (name: string) => name.toLowerCase().replace(/[^a-z]/g, '');

/** `ERROR`, `LOG_ERR`, `SEVERITY_ERROR`, `LogLevel.Error`, `ERROR+2`, `50`. */
function levelOfText(
  value: string,
  ofNumber: (level: number) => LogLevel,
): LogLevel | undefined {
  if (/^\d{1,6}$/.test(value)) return ofNumber(Number(value));
  const last = value.match(/[a-z]+/gi)?.at(-1) ?? '';
  return (
    levelOfWord(last.replace(/^(?:log)?(?:level|severity)(?=.)/i, '')) ??
    (last.length === 1 ? levelOfLetter(last.toUpperCase()) : undefined)
  );
}

const MAX_VALUE_LENGTH = 40;

function levelOfField(name: string, value: unknown): LogLevel | undefined {
  const ofNumber = FIELDS.get(plain(name));
  if (!ofNumber) return undefined;
  if (typeof value === 'number') return ofNumber(value);
  return typeof value === 'string' && value.length <= MAX_VALUE_LENGTH
    ? levelOfText(value, ofNumber)
    : undefined;
}

/** Objects in which loggers put the level, such as `{"log":{"level":"error"}}`. */
const AROUND = ['log', 'level', 'severity'];
/** What Serilog leaves out where it is information. */
const OF_SERILOG = '@mt';
/** MongoDB's `s` alone would be anybody's. */
const OF_MONGODB = ['s', 'c', 'ctx'];

/** The level in the fields of a structured line. */
export function levelOfFields(
  fields: Readonly<Record<string, unknown>>,
): LogLevel | undefined {
  const entries = Object.entries(fields);
  for (const [name, value] of entries) {
    const level = levelOfField(name, value);
    if (level) return level;
  }
  for (const [name, value] of entries) {
    if (!AROUND.includes(plain(name)) || !value || typeof value !== 'object') {
      continue;
    }
    const { level, name: word } = value as { level?: unknown; name?: unknown };
    const found = levelOfField('level', level ?? word);
    if (found) return found;
  }
  if (OF_MONGODB.every(name => Object.hasOwn(fields, name))) {
    return levelOfText(String(fields.s), levelOfSyslog);
  }
  return Object.hasOwn(fields, OF_SERILOG) ? 'quiet' : undefined;
}

const NAMES =
  '@?(?:log[_.-]?)?(?:level|lvl|severity)(?:[_.-]?(?:name|text|no|number|value))?|priority';
const FIELD = new RegExp(
  `(?<=^|[\\s,{|;(])["']?(${NAMES})["']?\\s*[=:]\\s*["']?([a-z][\\w.]{0,30}|\\d{1,6}\\b)`,
  'gi',
);

function isQuoted(text: string, end: number): boolean {
  let inside = false;
  for (let at = 0; at < end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') inside = !inside;
  }
  return inside;
}

/** The level in `key=value` pairs, and in JSON that is cut or has a prefix. */
export function levelInPairs(text: string): FoundLevel | undefined {
  for (const { index, 1: name, 2: value } of text.matchAll(FIELD)) {
    const level = levelOfField(name, value);
    if (level && !isQuoted(text, index)) return { level, at: index };
  }
  return undefined;
}
