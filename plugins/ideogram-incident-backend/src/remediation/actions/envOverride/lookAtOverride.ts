import type { V1Deployment } from '@kubernetes/client-node';
import {
  chooseContainer,
  entriesOf,
  mitigationOf,
  type EnvChange,
  type MitigationState,
  type WantedContainer,
} from '../../patches';

/** An env entry that a target's pods get for a while. */
export interface Override extends WantedContainer {
  env: string;
  value: string;
}

export type OverrideLook =
  | { refusal: string }
  | { change: EnvChange; state: MitigationState };

/** What a deployment shows of an override, or why it can't be told. */
export function lookAtOverride(
  deployment: V1Deployment,
  override: Override,
): OverrideLook {
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
