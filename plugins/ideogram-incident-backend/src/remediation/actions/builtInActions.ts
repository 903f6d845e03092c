import {
  isOutageOver,
  type Reading,
  readingOf,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import type { AskIdeogramAboutKey } from '../../upstream/ideogram-api';
import { createRotateCredentialAction } from './credential/rotateCredential';
import { createVerifyCredentialAction } from './credential/verifyCredential';
import {
  createDisableAction,
  createEnableAction,
  type OverrideActions,
} from './envOverride/overrideActions';
import { createRestartAction } from './workload/restart';

/** The queue itself keeps 429s away: only time tells that nobody needs it. */
const QUIET_MS = 60 * 60_000;

/** Requests wait while some are refused for their number. */
export function isRateLimitOver(
  readings: readonly Reading[],
  since?: string,
): boolean {
  const reading = readingOf(readings, 'error-rate');
  return (
    since !== undefined &&
    Date.now() - Date.parse(since) >= QUIET_MS &&
    reading !== undefined &&
    reading.status !== 'unknown' &&
    reading.details?.rateLimitedPerMinute === 0
  );
}

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

/** The actions of every target, in the order in which they are shown. */
export function createBuiltInActions({
  askIdeogramAboutKey,
}: {
  askIdeogramAboutKey: AskIdeogramAboutKey;
}): RemediationAction[] {
  return [
    createVerifyCredentialAction(askIdeogramAboutKey),
    createRotateCredentialAction(askIdeogramAboutKey),
    createRestartAction({
      id: 'restart',
      title: 'Restart the integration',
      description:
        'Replaces the pods one after the other. A key or an env entry takes effect only then.',
      risk: 'medium',
    }),
    createEnableAction(queue),
    createDisableAction(queue),
    createEnableAction(fallback),
    createDisableAction(fallback),
  ];
}
