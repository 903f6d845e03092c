/**
 * A moment to the minute: `2026-11-30 12:04 UTC`.
 *
 * @param at - ISO 8601 in UTC
 * @public
 */
export function formatUtc(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
