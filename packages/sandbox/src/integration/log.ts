/** Writes one line of the integration's log. */
export type Log = (level: 'info' | 'warn' | 'error', message: string) => void;

export const logToStdout: Log = (level, message) => {
  process.stdout.write(`${new Date().toISOString()} ${level}: ${message}\n`);
};
