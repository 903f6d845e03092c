import { MASK, withMasks, type Finder, type Span } from './span';

/** So much is looked at at once. */
const BLOCK = 512 * 1024;
/** So much is held back, so that nothing is cut that spans lines or chunks. */
const HELD = 64 * 1024;

/** Looks at blocks, and parts them where neither a line nor a secret is cut. */
export class MaskedStream {
  private chunks: string[] = [];
  private length = 0;
  /** A value that is longer than what is held back is gone to its line's end. */
  private skipping = false;

  constructor(
    private readonly find: Finder,
    private readonly count: (spans: readonly Span[]) => void,
  ) {}

  write(chunk: string): string {
    let ready = '';
    for (let from = 0; from < chunk.length; from += BLOCK) {
      const part = chunk.slice(from, from + BLOCK);
      this.chunks.push(part);
      this.length += part.length;
      if (this.length >= BLOCK) ready += this.take(false);
    }
    return ready;
  }

  end(): string {
    return this.take(true);
  }

  private take(isEnd: boolean): string {
    const text = this.afterSkipped(this.chunks.join(''));
    const spans = this.find(text);
    let cut = isEnd ? text.length : cutBefore(text, text.length - HELD);
    const open = spans.at(-1);
    const isTooLong =
      !isEnd && open?.to === text.length && text.length - open.from > HELD;
    // A span that begins before the cut and ends behind it is kept whole.
    for (const span of [...spans].reverse()) {
      const isCut = span.context < cut && cut < span.to;
      if (isCut && !(isTooLong && span === open)) cut = span.context;
    }
    const done = spans.filter(({ from }) => from < cut);
    this.count(done);
    if (isTooLong && open && open.from < cut) {
      this.skipping = true;
      this.keep('');
      return withMasks(text, done, 0, open.from) + MASK;
    }
    this.keep(text.slice(cut));
    return withMasks(text, done, 0, cut);
  }

  private keep(rest: string): void {
    this.chunks = rest ? [rest] : [];
    this.length = rest.length;
  }

  private afterSkipped(text: string): string {
    if (!this.skipping) return text;
    const lineEnd = text.search(/[\n\r]/);
    this.skipping = lineEnd === -1;
    return lineEnd === -1 ? '' : text.slice(lineEnd);
  }
}

/** Between two lines where there are any, so that no line loses its beginning. */
function cutBefore(text: string, most: number): number {
  if (most <= 0) return 0;
  const newline = Math.max(
    text.lastIndexOf('\n', most - 1),
    text.lastIndexOf('\r', most - 1),
  );
  return newline === -1 ? most : newline + 1;
}
