/**
 * Sums the counters of several pods into one exposition that never goes
 * back: what a pod counted stays in the sum after the pod has gone. Whoever
 * reads rates from it would otherwise see a jump at each restart.
 */
export class MetricsSum {
  private readonly last = new Map<number, Map<string, number>>();
  private readonly replaced = new Map<string, number>();
  private comments: string[] = [];

  /** Takes in what pods show now, by port. */
  update(expositions: ReadonlyMap<number, string>) {
    for (const [port, text] of expositions) {
      const { comments, series } = parseExposition(text);
      const before = this.last.get(port);
      if (before && wentBack(before, series)) addTo(this.replaced, before);
      this.comments = comments;
      this.last.set(port, series);
    }
  }

  /** The sum, in the text format of Prometheus. */
  toString(): string {
    const total = new Map(this.replaced);
    for (const series of this.last.values()) addTo(total, series);
    const lines = [...total].map(([name, value]) => `${name} ${value}`);
    return `${this.comments
      .flatMap(comment => [
        comment,
        ...(comment.startsWith('# TYPE ')
          ? lines.filter(line => belongsTo(line, comment.split(' ')[2]))
          : []),
      ])
      .join('\n')}\n`;
  }
}

function belongsTo(line: string, family: string): boolean {
  const name = line.slice(0, line.search(/[{ ]/));
  return name === family || name.replace(/_(bucket|sum|count)$/, '') === family;
}

/** Whether another process counts at the same port. */
function wentBack(before: Map<string, number>, now: Map<string, number>) {
  return [...before].some(([name, value]) => (now.get(name) ?? 0) < value);
}

function addTo(sum: Map<string, number>, series: Map<string, number>) {
  for (const [name, value] of series) {
    sum.set(name, (sum.get(name) ?? 0) + value);
  }
}

function parseExposition(text: string) {
  const comments: string[] = [];
  const series = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) {
      comments.push(line);
    } else if (line.trim()) {
      const space = line.lastIndexOf(' ');
      series.set(line.slice(0, space), Number(line.slice(space + 1)));
    }
  }
  return { comments, series };
}
