const DURATION =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;
const SECONDS = [365 * 86400, 7 * 86400, 86400, 3600, 60, 1, 0.001];

/** Seconds of a PromQL duration such as `1h30m`; undefined for anything else. */
export function promDurationSeconds(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || text === '') return undefined;
  return match
    .slice(1)
    .reduce((sum, part, unit) => sum + Number(part ?? 0) * SECONDS[unit], 0);
}
