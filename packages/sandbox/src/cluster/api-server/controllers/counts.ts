/** A count of zero is not written, as Kubernetes leaves it out. */
export function withoutZeros<T extends object>(counts: T): T {
  return Object.fromEntries(
    Object.entries(counts).filter(([, count]) => count !== 0),
  ) as T;
}
