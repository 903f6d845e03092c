export interface BackOffOptions {
  initialMs: number;
  maxMs: number;
}

/** As the kubelet does it. */
export const kubeletBackOff: BackOffOptions = {
  initialMs: 10_000,
  maxMs: 300_000,
};

/** How long to wait before the next restart: not at all at first, then ever longer. */
export class BackOff {
  private next = 0;

  constructor(private readonly options: BackOffOptions) {}

  /** The wait after a run that lasted so long. */
  after(ranForMs: number): number {
    const { initialMs, maxMs } = this.options;
    if (ranForMs > 2 * maxMs) this.next = 0;
    const wait = this.next;
    this.next = Math.min(wait ? wait * 2 : initialMs, maxMs);
    return wait;
  }
}
