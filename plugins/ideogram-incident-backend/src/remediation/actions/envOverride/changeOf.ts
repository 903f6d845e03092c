import {
  ActionError,
  type AssessmentInput,
} from 'backstage-plugin-ideogram-incident-node';
import type { EnvChange } from '../../patches';
import { whomToAsk } from '../whomToAsk';
import { lookAtOverride, type Override } from './lookAtOverride';

/** @throws ActionError where it can't be told what to change */
export function changeOf(
  { target, deployment }: AssessmentInput,
  override: Override,
): EnvChange {
  const look = lookAtOverride(deployment, override);
  if ('change' in look) return look.change;
  throw new ActionError({
    issue: `Nothing was changed: ${override.env} can't be.`,
    cause: look.refusal,
    solution: `Look at the containers of ${
      target.kubernetes.deployment
    }, or ask ${whomToAsk(target)}.`,
  });
}
