/** How loud a line is by its own word. */
export type LogLevel = 'error' | 'warning' | 'quiet';

/** A level, and where in its line it stands. */
export interface FoundLevel {
  level: LogLevel;
  at: number;
}

/** As loggers write them, whole and cut to three or four letters. */
const WORDS: Record<LogLevel, string> = {
  quiet:
    'silly verbose verb vrb trace trce trc debug debu debg dbug dbg info inf information informational notice note fine finer finest log default',
  warning: 'warn wrn warning',
  error:
    'err erro eror error severe crit crt critical fatal fata ftl panic pani pnc dpanic alert alrt emerg emergency fail failure',
};

const LEVEL_OF_WORD = new Map(
  Object.entries(WORDS).flatMap(([level, words]) =>
    words.split(' ').map(word => [word, level as LogLevel] as const),
  ),
);

export function levelOfWord(word: string): LogLevel | undefined {
  return LEVEL_OF_WORD.get(word.toLowerCase());
}

const LETTERS: Record<string, LogLevel> = {
  T: 'quiet',
  V: 'quiet',
  D: 'quiet',
  I: 'quiet',
  N: 'quiet',
  W: 'warning',
  E: 'error',
  F: 'error',
  C: 'error',
};

export function levelOfLetter(letter: string): LogLevel | undefined {
  return Object.hasOwn(LETTERS, letter) ? LETTERS[letter] : undefined;
}

/** Those of syslog fall, from 0 for an emergency to 7. */
export function levelOfSyslog(severity: number): LogLevel {
  if (severity <= 3) return 'error';
  return severity === 4 ? 'warning' : 'quiet';
}
