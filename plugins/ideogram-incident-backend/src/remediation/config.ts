import {
  actionRiskSchema,
  type ActionRisk,
} from 'backstage-plugin-ideogram-incident-common';
import type { z } from 'zod';
import {
  duration,
  flag,
  line,
  lineOf,
  number,
  oneOf,
  textOrEmpty,
} from '../config/forms';
import { envName, labelName } from '../config/kubernetesForms';
import { didYouMean } from '../config/mistakes';
import { mapping, ConfigMistake, section } from '../config/schema';

/** How one action is handled. */
export interface ConfiguredAction {
  enabled: boolean;
  /** True where a second person has to agree. */
  approval: boolean;
  /** Where it is not as for all actions. */
  reason?: 'optional' | 'required';
}

/** An action of the operator's own, in nothing but configuration. */
export type OperatorAction = {
  id: string;
  title: string;
  description?: string;
  risk: ActionRisk;
} & (
  | { kind: 'setEnv'; env: string; value: string; container?: string }
  | { kind: 'restart' }
  | { kind: 'scale'; replicas: number }
  | { kind: 'undoRollout' }
);

export type RemediationConfig = z.output<ReturnType<typeof remediationSection>>;

const ACTION_ID = /^(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_REPLICAS = 1000;

const reason = oneOf(['optional', 'required']);

const settings = {
  reason: reason.optional().describe('where it is not as for all actions'),
  enabled: flag
    .prefault(true)
    .describe('false takes an action away, for everybody'),
  approval: oneOf(['none', 'second-person'])
    .prefault('none')
    .describe('whether a second person has to agree'),
};

const ofKinds = {
  setEnv: {
    env: envName.describe('of `setEnv`, needed'),
    value: textOrEmpty.describe('of `setEnv`, needed'),
    container: labelName
      .optional()
      .describe(
        'of `setEnv`, where a pod has several containers; otherwise `kubernetes.container` of the target',
      ),
  },
  restart: {},
  scale: {
    replicas: number(
      `a whole number from 1 to ${MAX_REPLICAS}`,
      count => Number.isInteger(count) && count >= 1 && count <= MAX_REPLICAS,
    ).describe('of `scale`, needed'),
  },
  undoRollout: {},
};
type Kind = keyof typeof ofKinds;
const KINDS = Object.keys(ofKinds) as Kind[];

const own = {
  kind: oneOf(KINDS).describe(
    'makes the action your own, and says what it does',
  ),
  title: line.describe('on the button: verb and object; needed with a `kind`'),
  description: line
    .optional()
    .describe('what it is for, where its kind does not say enough'),
  risk: oneOf(actionRiskSchema.options)
    .prefault('medium')
    .describe('shown with an action of your own'),
};

const fromCodeSection = section(settings);
const ownSections = new Map<unknown, z.ZodType<z.output<typeof anyAction>>>(
  KINDS.map(kind => [kind, section({ ...settings, ...own, ...ofKinds[kind] })]),
);
// What else it needs depends on what it should have been.
const anyKind = section({
  ...settings,
  ...own,
  env: ofKinds.setEnv.env.optional(),
  value: ofKinds.setEnv.value.optional(),
  container: ofKinds.setEnv.container,
  replicas: ofKinds.scale.replicas.optional(),
});

const anyAction = anyKind.partial({ kind: true, title: true, risk: true });

const fieldManager = lineOf('up to 128 characters, no spaces', name => {
  if (!/^[!-~]{1,128}$/.test(name)) {
    throw new ConfigMistake(
      'must be up to 128 letters, digits and punctuation marks, without spaces',
    );
  }
  if (/^kubectl/i.test(name)) {
    throw new ConfigMistake(
      'must not begin with kubectl: Flux undoes what kubectl changes',
    );
  }
});

const kindOf = (action: unknown): unknown =>
  typeof action === 'object' && action !== null && 'kind' in action
    ? action.kind
    : undefined;

function actionsMapping(fromCode: readonly string[]) {
  return mapping<z.output<typeof anyAction>>(anyAction, (id, all) => {
    const isOwn = !fromCode.includes(id) && kindOf(all[id]) !== undefined;
    // What an action that sets an env entry brings along.
    const known = [
      ...fromCode,
      ...Object.keys(all)
        .filter(
          each => !fromCode.includes(each) && kindOf(all[each]) === 'setEnv',
        )
        .map(each => `revert-${each}`),
    ];
    if (!ACTION_ID.test(id)) {
      return {
        message:
          'must have an id of up to 60 lower-case letters and digits, in words joined by -',
      };
    }
    if (isOwn && known.includes(id)) {
      return {
        message:
          'is already the id of the action that reverts another one; choose another id',
      };
    }
    if (!isOwn && !known.includes(id)) {
      return {
        message: `is not a known action${didYouMean(
          id,
          known,
        )}; known: ${known.join(
          ', ',
        )}; an action of your own needs a kind: ${KINDS.join(', ')}`,
      };
    }
    if (!isOwn) return fromCodeSection;
    return ownSections.get(kindOf(all[id])) ?? anyKind;
  }).transform(all => ({
    /** By id; only those that the configuration names. */
    actions: new Map(
      Object.entries(all).map(
        ([id, { enabled, approval, reason: ofAction }]) => [
          id,
          {
            enabled,
            approval: approval === 'second-person',
            ...(ofAction && { reason: ofAction }),
          },
        ],
      ),
    ) as ReadonlyMap<string, ConfiguredAction>,
    operatorActions: Object.entries(all).flatMap(([id, action]) => {
      if (action.kind === undefined) return [];
      const { enabled, approval, reason: _, ...rest } = action;
      return [{ id, ...rest } as OperatorAction];
    }) as readonly OperatorAction[],
  }));
}

/**
 * `remediation`.
 *
 * @param fromCode - ids of the actions that the plugin and modules bring
 */
export function remediationSection(fromCode: readonly string[]) {
  return section({
    escalation: line
      .optional()
      .describe(
        'whom to call when a permission is missing; stands in problems and guidance',
      ),
    reason: reason
      .prefault('optional')
      .describe('whether a person has to say why'),
    impersonate: flag
      .prefault(false)
      .describe(
        'acts in the cluster as the signed-in person, whose entity reference is the Kubernetes user: `user:default/jane`',
      ),
    fieldManager: fieldManager
      .prefault('backstage-ideogram-incident')
      .describe(
        'the field manager of each change. One that begins with `kubectl` is refused: Flux undoes what kubectl changes',
      ),
    rolloutTimeout: duration('1s', '2h')
      .prefault('10m')
      .describe('how long to wait for a rollout'),
    approvalExpiresAfter: duration('1s', '7d')
      .prefault('1h')
      .describe('how long a second person has to decide'),
    actions: actionsMapping(fromCode).prefault({}),
  })
    .transform(
      ({ rolloutTimeout, approvalExpiresAfter, actions, ...rest }) => ({
        ...rest,
        rolloutTimeoutMs: rolloutTimeout,
        approvalExpiresAfterMs: approvalExpiresAfter,
        ...actions,
      }),
    )
    .prefault({});
}
