import type { AskIdeogramAboutKey } from '../../../upstream/ideogram-api';
import type { V1Deployment } from '@kubernetes/client-node';
import {
  capitalized,
  cautionsOf,
  escalationContact,
} from 'backstage-plugin-ideogram-incident-common';
import {
  ActionError,
  type ActionInput,
  type RemediationAction,
  type RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';
import { fingerprintOf } from '../../../redaction';
import { restartPatch, rotateSecretPatch } from '../../patches';
import { managersOf } from '../gitOpsWarnings';
import { builtInWords } from '../actionWords';
import { inspectDeployment, restarts } from '../workload/inspectDeployment';
import { type Credential, readCredential, secretMountKind } from './credential';

const MIN_LENGTH = 8;
const MAX_LENGTH = 512;
const VISIBLE_ASCII = /^[!-~]*$/;
const OTHER_CHARACTERS =
  'the key contains a space, a line break or another character that no key has: copy it again, and nothing around it';

/** The messages say what is wrong with a key, and nothing of what it is. */
export const apiKeyParameter = z
  .string()
  .min(MIN_LENGTH, `the key has fewer than ${MIN_LENGTH} characters`)
  .max(MAX_LENGTH, `the key has more than ${MAX_LENGTH} characters`)
  .regex(VISIBLE_ASCII, OTHER_CHARACTERS)
  .meta({
    writeOnly: true,
    title: 'New key',
    // JSON Schema has no words for a pattern; this is where forms look for them.
    errorMessage: { pattern: `${capitalized(OTHER_CHARACTERS)}.` },
  });

const parameters = z.strictObject({ apiKey: apiKeyParameter });

type Input = ActionInput<z.output<typeof parameters>>;

const NOTHING_CHANGED = 'Nothing was changed';

/** @throws ActionError where the secret is none that the key could go into */
async function rotatable(input: Input): Promise<Credential> {
  const { target, parameters: wanted } = input;
  const { name } = target.kubernetes.secret;
  const credential = await readCredential(input);
  const { secret, value } = credential;
  if (value === wanted.apiKey) {
    throw new ActionError(
      {
        issue: `${NOTHING_CHANGED}: this key is already stored.`,
        cause: `The secret ${name} holds the key ${fingerprintOf(
          value,
        )}, which is the same.`,
        solution:
          'Create another key at Ideogram; or, if the pods still run with an older one, restart the integration.',
      },
      'apiKey',
    );
  }
  if (secret.immutable) {
    throw new ActionError({
      issue: `${NOTHING_CHANGED}: the secret ${name} is immutable.`,
      cause: 'Nobody can change an immutable secret.',
      solution: `Ask ${escalationContact(
        target,
      )} to put another secret in its place, with the new key.`,
    });
  }
  return credential;
}

async function confirm(
  input: Input,
  ask: AskIdeogramAboutKey,
): Promise<string> {
  const { target, signal, parameters: wanted } = input;
  const { value } = await rotatable(input);
  const { answer, words } = await ask(target, wanted.apiKey, { signal });
  const finding = `Ideogram was asked about the new key ${fingerprintOf(
    wanted.apiKey,
  )}: ${words}.`;
  if (answer === 'refused') {
    throw new ActionError(
      {
        issue: `${NOTHING_CHANGED}: Ideogram refuses the new key.`,
        cause: finding,
        solution:
          "Copy the key from Ideogram again, or create another one there; if you can't, ask whoever owns the account.",
      },
      'apiKey',
    );
  }
  if (answer === 'unknown') {
    throw new ActionError({
      issue: `${NOTHING_CHANGED}: Ideogram can't be asked about the new key.`,
      cause: finding,
      solution: `Try again in a minute; if that doesn't help, look at Ideogram's status page and at the portal's network, or ask ${escalationContact(
        target,
      )} to put the key into the secret by hand.`,
    });
  }
  const place =
    value === undefined
      ? 'The secret had no such key before.'
      : `It replaces ${fingerprintOf(value)}.`;
  return `${finding} ${place}`;
}

const takenAs = { env: 'env', file: 'a file' };

function inspectUse(deployment: V1Deployment, target: RemediationTarget) {
  const { name, key } = target.kubernetes.secret;
  const use = secretMountKind(deployment, target.kubernetes.secret);
  return use
    ? { checks: [`The pods get the secret ${name} as ${takenAs[use]}.`] }
    : {
        warnings: [
          `The deployment does not name the key ${key} of the secret ${name}, so a new one may not reach its pods.`,
        ],
      };
}

/** What is told of the deployment alone; the secret is not read for it. */
function keptInGit({ metadata }: V1Deployment): string[] {
  return managersOf({ kind: 'Deployment', metadata }).length > 0
    ? [
        'The deployment is kept in Git. Where the secret is too, put the new key there as well, or the old one comes back.',
      ]
    : [];
}

/** The old key stays valid at Ideogram, until somebody revokes it there. */
export function createRotateCredentialAction(
  ask: AskIdeogramAboutKey,
): RemediationAction<typeof parameters> {
  return {
    ...builtInWords('rotate-credential'),
    parameters,
    access: [
      'get deployment',
      'patch deployment',
      'get secret',
      'patch secret',
      'list pods',
    ],
    verifiedBy: 'authentication-errors',
    assess({ target, deployment, readings }) {
      const look = inspectDeployment(deployment);
      const { checks = [], warnings = [] } = inspectUse(deployment, target);
      const { name, key } = target.kubernetes.secret;
      return {
        refusals: look.refusals,
        checks: [...look.checks, ...checks],
        warnings: [
          ...look.warnings,
          ...warnings,
          ...keptInGit(deployment),
          ...cautionsOf('rotate-credential', readings),
        ],
        plan: [
          `Asks ${target.ideogram.baseUrl} whether it accepts the new key; if not, nothing is changed.`,
          `Changes the key ${key} of the secret ${name}, and none of its other keys.`,
          restarts(deployment),
        ],
      };
    },
    confirm: {
      title: 'Ideogram accepts the new key',
      run: input => confirm(input, ask),
    },
    async changes(input) {
      const { target, operation, parameters: wanted } = input;
      const { secret } = await rotatable(input);
      return {
        secret: rotateSecretPatch(
          secret,
          target.kubernetes.secret.key,
          wanted.apiKey,
        ),
        deployment: restartPatch(operation.at),
      };
    },
  };
}
