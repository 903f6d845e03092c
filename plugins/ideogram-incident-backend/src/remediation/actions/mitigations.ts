import { isOutageOver } from 'backstage-plugin-ideogram-incident-common';
import type { OverrideActions } from './envOverride';
import { isRateLimitOver } from './isRateLimitOver';

export const queue: OverrideActions = {
  enable: {
    id: 'enable-queue',
    title: 'Enable queue',
    description:
      'Requests wait for their turn instead of being refused for their number.',
    risk: 'medium',
  },
  disable: {
    id: 'disable-queue',
    title: 'Disable queue',
    description:
      'Restores what stood there before the queue was enabled, so that requests are sent at once again.',
    risk: 'medium',
  },
  overrideOf: ({ kubernetes }) => ({
    ...kubernetes.queue,
    container: kubernetes.container,
    configuredAt: 'kubernetes.container',
  }),
  verifiedBy: 'rate-limits',
  revertVerifiedBy: 'no-errors',
  isReasonGone: isRateLimitOver,
};

export const fallback: OverrideActions = {
  enable: {
    id: 'enable-fallback',
    title: 'Enable fallback',
    description: 'Users get the fallback instead of an error.',
    risk: 'medium',
  },
  disable: {
    id: 'disable-fallback',
    title: 'Disable fallback',
    description:
      'Restores what stood there before the fallback was enabled, so that users get images of Ideogram again.',
    risk: 'medium',
  },
  overrideOf: ({ kubernetes }) => ({
    ...kubernetes.fallback,
    container: kubernetes.container,
    configuredAt: 'kubernetes.container',
  }),
  verifiedBy: 'users-served',
  revertVerifiedBy: 'no-errors',
  isReasonGone: isOutageOver,
};
