import type { AskIdeogramAboutKey } from '../../../upstream/ideogram-api';
import {
  escalationContact,
  oneLine,
} from 'backstage-plugin-ideogram-incident-common';
import {
  ActionError,
  type ActionFinding,
  type ActionInput,
  type RemediationAction,
} from 'backstage-plugin-ideogram-incident-node';
import { fingerprintOf } from '../../../redaction';
import { builtInWords, noParameters } from '../actionWords';
import { ageInWords, changedBy, olderPodsInWords } from './ageOfKey';
import { type Credential, readCredential, secretMountKind } from './credential';

const MAX_KEYS_NAMED = 10;

function keyMissing({ target }: ActionInput, { secret }: Credential) {
  const { name, key } = target.kubernetes.secret;
  const keys = Object.keys(secret.data ?? {}).slice(0, MAX_KEYS_NAMED);
  return new ActionError({
    issue: `The secret ${name} has no key ${key}.`,
    cause: keys.includes(key)
      ? `Its key ${key} is empty.`
      : `It has ${oneLine(keys.join(', ') || 'no key at all', 300)}.`,
    solution: `Rotate the credential, which puts the key there; if it has another name, ask the portal's operator to correct kubernetes.secret.key.`,
  });
}

/** Which pods may run with an older key, where it can be told. */
async function olderPods(
  { target, deployment, cluster }: ActionInput,
  changed: number | undefined,
): Promise<string | undefined> {
  const isGivenAtStart =
    secretMountKind(deployment, target.kubernetes.secret) === 'env';
  return changed !== undefined && isGivenAtStart
    ? olderPodsInWords(await cluster.pods(), changed)
    : undefined;
}

async function verify(
  input: ActionInput,
  ask: AskIdeogramAboutKey,
): Promise<string | ActionFinding> {
  const { target, operation, signal } = input;
  const { name, key } = target.kubernetes.secret;
  const credential = await readCredential(input);
  const { secret, value } = credential;
  if (value === undefined) throw keyMissing(input, credential);

  const { answer, words } = await ask(target, value, { signal });
  const finding = `Ideogram was asked about the key ${fingerprintOf(
    value,
  )} of the secret ${name}: ${words}.`;
  if (answer === 'refused') {
    return {
      outcome: 'key-refused',
      title: 'Ideogram refuses the key',
      text: `${finding} Rotate the credential with a new key from Ideogram, or ask ${escalationContact(
        target,
      )} for one.`,
    };
  }
  if (answer === 'unknown') {
    throw new ActionError({
      issue: "We can't tell whether Ideogram accepts the key.",
      cause: finding,
      solution: `Try again in a minute; if that doesn't help, look at Ideogram's status page and at the portal's network, or ask ${escalationContact(
        target,
      )}.`,
    });
  }
  const sentences = [
    finding,
    ageInWords(secret, key, Date.parse(operation.at)),
    await olderPods(input, changedBy(secret, key)),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Changes nothing, and never shows the key. */
export function createVerifyCredentialAction(
  ask: AskIdeogramAboutKey,
): RemediationAction {
  return {
    ...builtInWords('verify-credential'),
    parameters: noParameters,
    access: ['get deployment', 'get secret', 'list pods'],
    verifiedBy: 'confirmation',
    assess({ target }) {
      const { name, key } = target.kubernetes.secret;
      return {
        refusals: [],
        checks: [],
        warnings: [],
        plan: [
          `Reads the key ${key} of the secret ${name}.`,
          `Asks ${target.ideogram.baseUrl} whether it accepts it.`,
          'Changes nothing.',
        ],
      };
    },
    confirm: {
      title: 'Ideogram accepts the key',
      run: input => verify(input, ask),
    },
    async changes() {
      return {};
    },
  };
}
