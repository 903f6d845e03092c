/** How loud a line is by its own word. */
export type LogLevel = 'error' | 'warning' | 'quiet';

const LEVELS: Record<string, LogLevel> = {
  silly: 'quiet',
  verbose: 'quiet',
  trace: 'quiet',
  debug: 'quiet',
  dbg: 'quiet',
  info: 'quiet',
  inf: 'quiet',
  information: 'quiet',
  informational: 'quiet',
  http: 'quiet',
  notice: 'quiet',
  log: 'quiet',
  warn: 'warning',
  wrn: 'warning',
  warning: 'warning',
  err: 'error',
  error: 'error',
  severe: 'error',
  crit: 'error',
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  dpanic: 'error',
  alert: 'error',
  emerg: 'error',
  emergency: 'error',
};

const FIELD =
  /(?:^|[\s,{])["']?(?:level|lvl|severity|log_?level|log\.level|levelname)["']?\s*[=:]\s*["']?([a-z]{3,13}|\d{1,2})\b/i;
/** A level in capitals or brackets near the start, or before a colon at it. */
const WORD =
  /^.{0,80}?(?:(?:^|[\s|:])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|PANIC)(?=[\s|:\]]|$)|\[ ?([a-zA-Z]{3,13}) ?\])/;
const AT_START = /^(?:[\dTZ:.,+/[\]-]{1,40} ){0,2}([a-z]{3,13}): /i;
const KLOG = /^([IWEF])\d{4} \d{2}:\d{2}:\d{2}/;
const KLOG_LEVELS: Record<string, LogLevel> = {
  I: 'quiet',
  W: 'warning',
  E: 'error',
  F: 'error',
};

/** Those of syslog are under 8 and fall, those of pino and bunyan rise. */
function numericLevel(level: number): LogLevel {
  if (level < 8) {
    if (level <= 3) return 'error';
    return level === 4 ? 'warning' : 'quiet';
  }
  if (level >= 50) return 'error';
  return level >= 40 ? 'warning' : 'quiet';
}

function named(word: string | undefined): LogLevel | undefined {
  const key = word?.toLowerCase() ?? '';
  return Object.hasOwn(LEVELS, key) ? LEVELS[key] : undefined;
}

/** The level that the line itself gives; undefined where it gives none. */
export function levelOf(text: string): LogLevel | undefined {
  const field = FIELD.exec(text)?.[1];
  if (field && /^\d/.test(field)) return numericLevel(Number(field));
  const klog = KLOG.exec(text);
  if (klog) return KLOG_LEVELS[klog[1]];
  const word = WORD.exec(text);
  return (
    named(field) ??
    named(AT_START.exec(text)?.[1]) ??
    named(word?.[1] ?? word?.[2])
  );
}
