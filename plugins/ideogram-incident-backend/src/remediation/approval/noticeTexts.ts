import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';

/** What a notification says. */
export type Notice = Required<
  Pick<NotificationSendOptions['payload'], 'title' | 'description' | 'severity'>
>;

const withReason = (reason: string | undefined) =>
  reason ? `: “${reason}”.` : '.';

/** To those who may be asked. */
export function requestNotice(
  { title, reason, approval }: Operation,
  names: { target: string; component: string; author: string },
): Notice {
  const { target, component, author } = names;
  const until = approval?.expiresAt.slice(11, 16);
  return {
    title: `Review request: ${title} on ${target}`,
    description: `${author} asks for approval on ${component}${withReason(
      reason,
    )} Decide by ${until} UTC.`,
    severity: 'high',
  };
}

/**
 * To who asked.
 *
 * @param decider - left out where nobody has decided
 */
export function decisionNotice(
  { title, status, approval, error }: Operation,
  { target, decider }: { target: string; decider?: string },
): Notice {
  const on = `${title} on ${target}`;
  const because = withReason(approval?.reason);
  if (status === 'pending') {
    return {
      title: `Approved: ${on}`,
      description: `${decider} agreed${because} It is being carried out.`,
      severity: 'normal',
    };
  }
  // Backstage shows a normal one with a tick.
  const severity = 'high';
  if (error) {
    const { issue, cause, solution } = error;
    const word = status === 'expired' ? 'Expired' : 'Not carried out';
    const description = [issue, cause, solution].join(' ');
    return { title: `${word}: ${on}`, description, severity };
  }
  return {
    title: `Rejected: ${on}`,
    description: `${decider} said no${because} Nothing was changed.`,
    severity,
  };
}
