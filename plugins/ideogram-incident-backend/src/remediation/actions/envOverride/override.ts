import type { V1Deployment } from '@kubernetes/client-node';
import {
  escalationContact,
  maskSecrets,
  type Mitigation,
  oneLine,
} from 'backstage-plugin-ideogram-incident-common';
import {
  ActionError,
  type AssessmentInput,
} from 'backstage-plugin-ideogram-incident-node';
import { plainText } from '../../../upstream/text';
import {
  chooseContainer,
  entriesOf,
  type EnvChange,
  type EnvEntry,
  mitigationOf,
  type MitigationState,
  type WantedContainer,
} from '../../patches';

type Reference = { name?: unknown; key?: unknown } | undefined;

/** `X=y`, without what looks like a secret. */
export function pairInWords(env: string, value: string): string {
  return oneLine(maskSecrets(`${env}=${value}`).text, 200);
}

function sourceInWords(source: Record<string, unknown>): string {
  const kinds = { secretKeyRef: 'secret', configMapKeyRef: 'config map' };
  for (const [field, kind] of Object.entries(kinds)) {
    const reference = source[field] as Reference;
    if (reference) {
      return oneLine(
        `the ${kind} ${reference.name}, key ${reference.key}`,
        200,
      );
    }
  }
  return 'a source of the cluster';
}

/** Such as `X=y`, `X from the secret s, key k` or `no X`. */
export function entryInWords(env: string, entry: EnvEntry | null): string {
  if (!entry) return `no ${env}`;
  return entry.valueFrom
    ? `${env} from ${sourceInWords(entry.valueFrom)}`
    : pairInWords(env, entry.value ?? '');
}

/** A mitigation as a person reads it; the record is as trustworthy as the cluster. */
export function mitigationInWords(
  env: string,
  { inForce, before, record }: MitigationState,
  revertedBy: string,
): Omit<Mitigation, 'reasonGone'> {
  const mitigation = { inForce, before: entryInWords(env, before), revertedBy };
  if (!inForce || !record) return mitigation;
  const reason = plainText(record.reason, 1_000);
  const by = plainText(record.by);
  return {
    ...mitigation,
    since: record.since,
    ...(by && { by }),
    ...(reason && { reason }),
  };
}

/** An env entry that a target's pods get for a while. */
export interface Override extends WantedContainer {
  env: string;
  value: string;
}

export type OverrideInspection =
  | { refusal: string }
  | { change: EnvChange; state: MitigationState };

/** What a deployment shows of an override, or why it can't be told. */
export function inspectOverride(
  deployment: V1Deployment,
  override: Override,
): OverrideInspection {
  const choice = chooseContainer(deployment, override);
  if ('refusal' in choice) return choice;
  const { container } = choice;
  const { env, value } = override;
  const times = entriesOf(container, env).length;
  if (times > 1) {
    return {
      refusal: `The container ${container.name} has ${env} ${times} times: leave one of them where it is deployed from.`,
    };
  }
  const state = mitigationOf(deployment, container, override);
  return state.elsewhere === undefined
    ? { change: { container, env, value }, state }
    : {
        refusal: `The container ${state.elsewhere} has an override of ${env} on record: revert that one first.`,
      };
}

/** @throws ActionError where it can't be told what to change */
export function changeOf(
  { target, deployment }: AssessmentInput,
  override: Override,
): EnvChange {
  const look = inspectOverride(deployment, override);
  if ('change' in look) return look.change;
  throw new ActionError({
    issue: `Nothing was changed: it is not clear which entry ${override.env} to change.`,
    cause: look.refusal,
    solution: `Look at the containers of ${
      target.kubernetes.deployment
    }, or ask ${escalationContact(target)}.`,
  });
}
