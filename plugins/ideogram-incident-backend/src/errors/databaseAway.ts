/** What drivers name an error after where no database was reached. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
/**
 * PostgreSQL's classes of what lies with the server and not with the query:
 * connection, sign-in, missing database, read-only, resources, shutdown, disk.
 */
const OF_POSTGRESQL = /^(?:08|28|3D|25006|53|57P|58)/;
const OF_SQLITE =
  /^SQLITE_(?:BUSY|LOCKED|CANTOPEN|IOERR|READONLY|FULL|NOTADB|CORRUPT)/;
const IN_WORDS =
  /^(?:Unable to acquire a connection|Knex: Timeout acquiring a connection|Connection terminated|timeout (?:exceeded )?when trying to connect|Client has encountered a connection error|The database connection is not open)/;

/**
 * Whether an error says that the plugin's database is away. All other systems
 * are asked by adapters, which have errors of their own; so what a driver
 * throws, and nobody has caught, is the database's.
 */
export function isDatabaseAway(thrown: Error): boolean {
  const { code } = thrown as { code?: unknown };
  const isCode =
    typeof code === 'string' &&
    (NOT_REACHED.has(code) ||
      (/^[0-9A-Z]{5}$/.test(code) && OF_POSTGRESQL.test(code)) ||
      OF_SQLITE.test(code));
  return (
    isCode ||
    thrown.name === 'KnexTimeoutError' ||
    IN_WORDS.test(thrown.message)
  );
}
