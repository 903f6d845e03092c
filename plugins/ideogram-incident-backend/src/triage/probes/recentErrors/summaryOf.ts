import {
  formatCount,
  type RecentErrorsDetails,
} from 'backstage-plugin-ideogram-incident-common';

const minutes = (since: string) => since.replace(/m$/, ' min');

/** One line for a person, with what it was read from where that is not all. */
export function summaryOf(
  { total, since, groups, truncated, unreadablePods }: RecentErrorsDetails,
  podsAsked: number,
): string {
  const unread = unreadablePods.length;
  const pods = formatCount(podsAsked, 'pod');
  if (unread === podsAsked) return `No log of ${pods} can be read`;
  const missing =
    unread > 0 ? `; the logs of ${unread} of ${pods} can't be read` : '';
  if (total === 0) {
    return truncated
      ? `No error line in the newest part of the logs${missing}`
      : `No error line in ${minutes(since)}${missing}`;
  }
  const atLeast = truncated ? 'At least ' : '';
  return `${atLeast}${formatCount(total, 'error line')} in ${minutes(
    since,
  )}${statuses(groups)}${missing}`;
}

/** Such as `, 661 with 503 and 232 with 500`. */
function statuses(groups: RecentErrorsDetails['groups']): string {
  const counts = new Map<number, number>();
  for (const { httpStatus, count } of groups) {
    if (httpStatus === undefined) continue;
    counts.set(httpStatus, (counts.get(httpStatus) ?? 0) + count);
  }
  const most = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 2)
    .map(([httpStatus, count]) => `${count} with ${httpStatus}`);
  return most.length > 0 ? `, ${most.join(' and ')}` : '';
}
