import { levelOf } from './logLevel';
import { isClose, type LogLine } from './logLine';

/** One error of a log, with the lines that belong to it. */
export interface ErrorRecord extends LogLine {
  /** What follows its first line: the message of its own, a stack trace. */
  more: string[];
  /** Those of them that name an exception. */
  exceptions: string[];
}

const MAX_MORE = 40;
const MAX_EXCEPTIONS = 5;
/** Nothing but the heading of what the next lines say. */
const TRACEBACK = /^Traceback \(most recent call last\):$/;
/** `fail: Acme.Images.Client[0]` of .NET, a panic of Rust, an empty line of Rails. */
const HEADING =
  /(?:^|\s)(?:trce|dbug|info|warn|fail|crit): [\w.`+<>,]+\[\d+\]$|\bpanicked at \S+:\d+:$|-- :(?: *\[[\w-]+\])?$/;

/** Not indented, and yet part of what came before. */
const CONTINUATION =
  /^(?:Caused by:|Suppressed:|\.\.\. \d+ (?:more|common)|at [\w$.<>]+.*[(:]|#\d+ |from .+:\d+:in |goroutine \d+ \[|created by |\[signal |\[recovered\]|exit status \d|note: |(?:stack )?backtrace:|stack trace:|\[stacktrace\]|\*\* \(\w|--- |---> |Node\.js v\d|[\])}"]+[,;]?$|[~^]+$)/i;
const CHAINED =
  /^(?:During handling of the above exception|The above exception was)/;
const FRAME_OF_GO = /^[\w./*()[\]{}-]+\(.*\)$|^r\w{1,5} +0x|^runtime stack:$/;
/** Rails gives each line of a trace a level of its own. */
const FRAME_OF_RUBY = /\.rb:\d+:in [`'"]|-- :(?: *\[[\w-]+\])?$/;
const EXCEPTION =
  /^(?:Caused by: |---> )?(?:(?:[\w$]+\.)+[A-Z][\w$]*|(?:[A-Z]\w*)?(?:Error|Exception|Exit|Interrupt))(?:: |\b ?\(|$)/;
const LEVEL_FIRST = /^(?:\[[A-Z\d ]|\{"|[A-Z]{3,})/;
/** `throw new Error('no image');` */
const EXCERPT = /[;{]$/;

/** Gathers the lines of one error: a traceback is one, however long it is. */
export class ErrorRecordBuilder {
  readonly record: ErrorRecord;
  private lastAt: number | undefined;
  private readonly isPlain: boolean;
  /** Whether a traceback is open, has ended, or is followed by another. */
  private traceback: 'none' | 'open' | 'ended' | 'chained' = 'none';
  private readonly isGo: boolean;
  /** Of text with a level, or of an excerpt of source: the exception follows. */
  private awaitsException: boolean;

  constructor(line: LogLine, indented: boolean) {
    this.record = { ...line, more: [], exceptions: [] };
    this.lastAt = line.at;
    this.isPlain = !line.text.startsWith('{');
    if (TRACEBACK.test(line.text)) this.traceback = 'open';
    this.isGo = /^(?:panic|fatal error): |^goroutine \d+ \[/.test(line.text);
    this.awaitsException =
      this.isPlain &&
      !EXCEPTION.test(line.text) &&
      (indented || levelOf(line.text) !== undefined);
  }

  /** Takes a line that belongs to the error; false for one that does not. */
  take(line: LogLine, indented: boolean): boolean {
    if (!isClose(this.lastAt, line.at) || !this.isPart(line.text, indented)) {
      return false;
    }
    this.lastAt = line.at;
    const { more } = this.record;
    if (line.text !== '' && more.length < MAX_MORE) {
      more.push(indented ? `  ${line.text}` : line.text);
    }
    return true;
  }

  private isPart(text: string, indented: boolean): boolean {
    if (text === '') return true;
    if (indented) return !(LEVEL_FIRST.test(text) && levelOf(text));
    if (this.traceback === 'open') {
      this.traceback = 'ended';
      return this.tells(text);
    }
    if (CHAINED.test(text)) {
      this.traceback = 'chained';
      return true;
    }
    if (TRACEBACK.test(text)) {
      const isAnother = this.traceback === 'ended' || !this.isPlain;
      if (!isAnother) this.traceback = 'open';
      return !isAnother;
    }
    if (this.isHeading() && !(LEVEL_FIRST.test(text) && levelOf(text))) {
      return true;
    }
    if (
      EXCEPTION.test(text) &&
      (this.awaitsException || /^(?:Caused by|---)/.test(text))
    ) {
      this.awaitsException = false;
      return this.tells(text);
    }
    return (
      CONTINUATION.test(text) ||
      (this.isGo && FRAME_OF_GO.test(text)) ||
      FRAME_OF_RUBY.test(text) ||
      this.isRailsMessage(text)
    );
  }

  private isHeading() {
    return HEADING.test(this.record.text) && this.record.more.length === 0;
  }

  private isRailsMessage(text: string) {
    return this.isHeading() && /^[EF], \[/.test(text);
  }

  private tells(text: string): true {
    const { exceptions } = this.record;
    if (exceptions.length < MAX_EXCEPTIONS) exceptions.push(text);
    return true;
  }
}

/** The error in one line, of all its lines. */
export function headline({ text, more, exceptions }: ErrorRecord): string {
  if (TRACEBACK.test(text)) return exceptions.at(-1) ?? text;
  if (HEADING.test(text) && more[0]) return `${text} ${more[0].trim()}`;
  const last = exceptions.at(-1)?.replace(/^(?:Caused by:|---[> ]) */, '');
  if (last && EXCERPT.test(text)) return last;
  return last && !text.includes(last) ? `${text}: ${last}` : text;
}
