import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import type { AskIdeogramAboutKey } from './ideogramKey';
import { createRotateCredentialAction } from './credential/rotateCredential';
import { createVerifyCredentialAction } from './credential/verifyCredential';
import { createDisableAction, createEnableAction } from './envOverride';
import { fallback, queue } from './mitigations';
import { createRestartAction } from './workload/restart';

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
