import { StringDecoder } from 'node:string_decoder';

interface Line {
  at: number;
  text: string;
  bytes: number;
}

export interface LogQuery {
  /** Only lines of this moment and later, in milliseconds. */
  since?: number;
  tailLines?: number;
  limitBytes?: number;
  timestamps?: boolean;
}

/** A line that is longer is cut into several, as container runtimes do. */
const maxLineBytes = 16 * 1024;

/** The last output of one run of a container, in bounded memory. */
export class LogBuffer {
  private readonly lines: Line[] = [];
  private readonly partial = { stdout: '', stderr: '' };
  private readonly decoders = {
    stdout: new StringDecoder('utf8'),
    stderr: new StringDecoder('utf8'),
  };
  private readonly followers = new Set<(line?: string) => void>();
  private bytes = 0;
  private ended = false;

  constructor(private readonly maxBytes = 2 * 1024 * 1024) {}

  write(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    const text = this.partial[stream] + this.decoders[stream].write(chunk);
    const pieces = text.split('\n');
    this.partial[stream] = pieces.pop()!;
    for (const piece of pieces) this.append(piece);
    while (this.partial[stream].length > maxLineBytes) {
      this.append(this.partial[stream].slice(0, maxLineBytes));
      this.partial[stream] = this.partial[stream].slice(maxLineBytes);
    }
  }

  /** No more output comes. */
  end(): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      const rest = this.partial[stream] + this.decoders[stream].end();
      this.partial[stream] = '';
      if (rest) this.append(rest);
    }
    this.ended = true;
    for (const notify of this.followers) notify(undefined);
    this.followers.clear();
  }

  read(query: LogQuery): string {
    const from = query.since ?? 0;
    const recent = this.lines.filter(line => line.at >= from);
    const tail =
      query.tailLines === undefined
        ? recent
        : recent.slice(Math.max(0, recent.length - query.tailLines));
    const text = tail.map(line => format(line, query.timestamps)).join('');
    if (query.limitBytes === undefined) return text;
    const bytes = Buffer.from(text);
    return bytes.length <= query.limitBytes
      ? text
      : bytes.subarray(0, query.limitBytes).toString('utf8');
  }

  /** Hands over each new line, then undefined at the end, until the returned function is called. */
  follow(timestamps: boolean, onLine: (text?: string) => void): () => void {
    if (this.ended) {
      onLine(undefined);
      return () => {};
    }
    const notify = (line?: string) => onLine(line);
    const listener = timestamps
      ? notify
      : (line?: string) => notify(line?.slice(line.indexOf(' ') + 1));
    this.followers.add(listener);
    return () => this.followers.delete(listener);
  }

  private append(text: string): void {
    const line: Line = {
      at: Date.now(),
      text,
      bytes: Buffer.byteLength(text) + 64,
    };
    this.lines.push(line);
    this.bytes += line.bytes;
    while (this.bytes > this.maxBytes && this.lines.length > 1) {
      this.bytes -= this.lines.shift()!.bytes;
    }
    const formatted = format(line, true);
    for (const notify of this.followers) notify(formatted);
  }
}

function format({ at, text }: Line, timestamps?: boolean): string {
  // Kubernetes writes nanoseconds; the clock of a process knows milliseconds.
  const time = new Date(at).toISOString().replace('Z', '000000Z');
  return timestamps ? `${time} ${text}\n` : `${text}\n`;
}
