import { eachMatch, MASK, type Finder, type Span } from './span';

/** From the scheme on; the last `@` before a query ends what signs in. */
const AUTHORITY = /:\/\/(?!\[masked\]@)((?!:\/\/)[^ \t\r\n"'<>`\\]){1,512}/g;
/** `host:8080/path/@scope` has no password. */
const HOST_AND_PORT = /^[\w.-]*:\d{1,5}(?:[/?#]|$)/;

/** `app:S@tcp(db:3306)`, `app:S@db:5432`, `app/S@//db`: none has a scheme. */
const AT_HOST =
  /@(?=[\w.-]{0,40}\(|\/\/\w|(?!sha\d)[a-z][\w.-]{0,200}:\d{2,5}(?![\w.]))/gi;
const USER_AND_PASSWORD =
  /(?:^|[\s"'`=(,;])[\w.%+-]{0,64}:(?!\/\/)([^ \t\r\n"'`:][^ \t\r\n"'`]{0,255})$/;
const ORACLE_USER_AND_PASSWORD =
  /(?:^|[\s"'`=:(])\w[\w.$#]{0,64}\/([^ \t\r\n"'`/]{1,255})$/;
const MAX_SIGN_IN_LENGTH = 340;

/** `curl -u app:S`, also in a list of arguments. */
const CURL_USER =
  /(?<=[\s"'])(?:-[a-z]{0,6}u|--(?:proxy-)?user)(?:\\?["'],)?[\s=]{0,4}\\?["']?([^ \t\r\n:"']{0,64}):([^ \t\r\n"'\\]{1,255})/gi;
/** `mysql -pS`, which has no space there. */
const MYSQL = /\b(?:mysql|mariadb|sshpass)/;
const MYSQL_PASSWORD = /(?<=\s)-p["']?([^ \t\r\n"']{1,255})/g;
const MAX_COMMAND_LENGTH = 1_024;

function lineBefore(text: string, index: number, longest: number): string {
  const before = text.slice(Math.max(0, index - longest), index);
  return before.slice(before.lastIndexOf('\n') + 1);
}

/** The part of an address that signs in, without its `@`; 0 where none does. */
function signInLength(address: string): number {
  const query = address.search(/[?&][\w.-]{1,64}=/);
  const end = address.lastIndexOf('@', query === -1 ? undefined : query);
  if (end <= 0) return 0;
  const signIn = address.slice(0, end);
  const inHost = address.search(/[/?#]/);
  if (inHost === -1 || end < inHost) return end;
  // A path may hold an `@`; a password may hold a `/` where a user precedes.
  return /^[^/?#@]*:/.test(signIn) && !HOST_AND_PORT.test(signIn) ? end : 0;
}

/** Passwords in addresses, and in what signs in to a database or by curl. */
export const findAddresses: Finder = text => {
  const spans: Span[] = [];
  const add = (context: number, from: number, to: number) => {
    if (!text.startsWith(MASK, from)) {
      spans.push({ rule: 'address', context, from, to });
    }
  };
  if (text.includes('://')) {
    eachMatch(text, AUTHORITY, ({ 0: found, index }) => {
      const from = index + 3;
      const length = signInLength(found.slice(3).split(/,(?=\w+:\/\/)/)[0]);
      if (length > 0) add(index, from, from + length);
    });
  }
  if (text.includes('@')) {
    eachMatch(text, AT_HOST, ({ index }) => {
      const before = lineBefore(text, index, MAX_SIGN_IN_LENGTH);
      const signIn =
        USER_AND_PASSWORD.exec(before) ??
        (text.startsWith('@//', index) &&
          ORACLE_USER_AND_PASSWORD.exec(before));
      if (!signIn) return;
      add(index - signIn[0].length, index - signIn[1].length, index);
    });
  }
  if (text.includes('curl')) {
    eachMatch(text, CURL_USER, ({ 0: all, 2: password, index }) => {
      const to = index + all.length;
      if (lineBefore(text, index, MAX_COMMAND_LENGTH).includes('curl')) {
        add(index, to - password.length, to);
      }
    });
  }
  if (MYSQL.test(text)) {
    eachMatch(text, MYSQL_PASSWORD, ({ 0: all, 1: password, index }) => {
      const to = index + all.length;
      if (MYSQL.test(lineBefore(text, index, MAX_COMMAND_LENGTH))) {
        add(index, to - password.length, to);
      }
    });
  }
  return spans;
};
