/** A pod that can be asked. */
export interface Endpoint {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  firstSeenAt: number;
}

const SILENT_FOR_MS = 5000;

/** The pods that have made themselves known and still do. */
export class Endpoints {
  private readonly known = new Map<number, Endpoint & { lastSeenAt: number }>();
  private turn = 0;

  seen(port: number, now = Date.now()) {
    const endpoint = this.known.get(port);
    this.known.set(port, {
      port,
      url: `http://127.0.0.1:${port}`,
      firstSeenAt: endpoint?.firstSeenAt ?? now,
      lastSeenAt: now,
    });
  }

  gone(port: number) {
    this.known.delete(port);
  }

  list(now = Date.now()): Endpoint[] {
    return [...this.known.values()]
      .filter(endpoint => now - endpoint.lastSeenAt < SILENT_FOR_MS)
      .map(({ lastSeenAt: _, ...endpoint }) => endpoint);
  }

  /** All of them, each time beginning with another one. */
  inTurn(now = Date.now()): Endpoint[] {
    const all = this.list(now);
    if (all.length === 0) return [];
    this.turn = (this.turn + 1) % all.length;
    return [...all.slice(this.turn), ...all.slice(0, this.turn)];
  }
}
