import type { ActionRisk } from './action';

interface BuiltInActionWords {
  /** Verb and object. */
  title: string;
  description: string;
  risk: ActionRisk;
  /** While it runs. */
  doing: string;
  /** Once it has succeeded. */
  did: string;
  /** What is in force after it, until it is reverted. */
  mitigation?: string;
}

/**
 * The remediation actions that the plugin brings, in the order in which they
 * are shown. One that is added here doesn't compile until the backend has it.
 *
 * @public
 */
export const builtInActions = {
  'verify-credential': {
    title: 'Verify credential',
    description:
      'Looks at the key in the secret, and asks Ideogram whether it accepts it. Changes nothing, and does not show the key.',
    risk: 'low',
    doing: 'Verifying credential',
    did: 'Credential verified',
  },
  'rotate-credential': {
    title: 'Rotate credential',
    description:
      'Puts a new key into the secret, once Ideogram accepts it, and restarts the pods so that they take it. Revoke the old key at Ideogram afterwards.',
    risk: 'high',
    doing: 'Rotating credential',
    did: 'Credential rotated',
  },
  restart: {
    title: 'Restart the integration',
    description:
      'Replaces the pods one after the other. A key or an env entry takes effect only then.',
    risk: 'medium',
    doing: 'Restarting the integration',
    did: 'Integration restarted',
  },
  'enable-queue': {
    title: 'Enable queue',
    description:
      'Requests wait for their turn instead of being refused for their number.',
    risk: 'medium',
    doing: 'Enabling queue',
    did: 'Queue enabled',
    mitigation: 'Queue',
  },
  'disable-queue': {
    title: 'Disable queue',
    description:
      'Restores what stood there before the queue was enabled, so that requests are sent at once again.',
    risk: 'medium',
    doing: 'Disabling queue',
    did: 'Queue disabled',
  },
  'enable-fallback': {
    title: 'Enable fallback',
    description: 'Users get the fallback instead of an error.',
    risk: 'medium',
    doing: 'Enabling fallback',
    did: 'Fallback enabled',
    mitigation: 'Fallback',
  },
  'disable-fallback': {
    title: 'Disable fallback',
    description:
      'Restores what stood there before the fallback was enabled, so that users get images of Ideogram again.',
    risk: 'medium',
    doing: 'Disabling fallback',
    did: 'Fallback disabled',
  },
} as const satisfies Record<string, BuiltInActionWords>;

/** @public */
export type BuiltInAction = keyof typeof builtInActions;

/** @public */
export const BUILT_IN_ACTIONS = Object.keys(
  builtInActions,
) as readonly BuiltInAction[];
