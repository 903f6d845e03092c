import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';

/** What a notification says. */
export type Notice = Required<
  Pick<NotificationSendOptions['payload'], 'title' | 'description' | 'severity'>
>;

const because = (reason: string | undefined) =>
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
    description: `${author} asks for it on ${component}${because(
      reason,
    )} It waits until ${until} UTC.`,
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
  const notice = (word: string, description: string): Notice => ({
    title: `${word}: ${title} on ${target}`,
    description,
    severity: 'normal',
  });
  if (error) {
    const { issue, cause, solution } = error;
    return notice(
      status === 'expired' ? 'Expired' : 'Not carried out',
      [issue, cause, solution].join(' '),
    );
  }
  return status === 'rejected'
    ? notice(
        'Rejected',
        `${decider} said no${because(approval?.reason)} Nothing was changed.`,
      )
    : notice(
        'Approved',
        `${decider} agreed${because(
          approval?.reason,
        )} It is being carried out.`,
      );
}
