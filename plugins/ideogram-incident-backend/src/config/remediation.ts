import { nearest } from './nearest';
import {
  KINDS,
  readOperatorAction,
  type OperatorAction,
} from './operatorActions';
import type { Section } from './section';
import { flag, line, oneOf } from './values/basics';
import { Refusal, type Parse } from './values/parse';
import { duration } from './values/quantities';

/** How one action is handled. */
export interface ConfiguredAction {
  enabled: boolean;
  /** True where a second person has to agree. */
  approval: boolean;
  /** Where it is not as for all actions. */
  reason?: 'optional' | 'required';
}

export interface RemediationConfig {
  /** Whom to call when a permission is missing. */
  escalation?: string;
  reason: 'optional' | 'required';
  /** True where the cluster is asked in the name of the person. */
  impersonate: boolean;
  fieldManager: string;
  rolloutTimeoutMs: number;
  approvalExpiresAfterMs: number;
  /** By id; only those that the configuration names. */
  actions: ReadonlyMap<string, ConfiguredAction>;
  operatorActions: readonly OperatorAction[];
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const ACTION_ID = /^(?=.{1,60}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

const REASON = ['optional', 'required'] as const;

const rolloutTimeout = duration(
  { ms: SECOND, text: '1s' },
  { ms: 2 * HOUR, text: '2h' },
);
const approvalExpiresAfter = duration(
  { ms: SECOND, text: '1s' },
  { ms: 7 * 24 * HOUR, text: '7d' },
);

const fieldManager: Parse<string> = raw => {
  const name = line(raw);
  if (!/^[!-~]{1,128}$/.test(name)) {
    throw new Refusal('must be up to 128 letters, digits and signs, no spaces');
  }
  if (/^kubectl/i.test(name)) {
    throw new Refusal(
      'must not begin with kubectl: Flux undoes what kubectl changes',
    );
  }
  return name;
};

function readSettings(section: Section): ConfiguredAction {
  const reason = section.optional('reason', oneOf(REASON));
  return {
    enabled: section.value('enabled', flag, true),
    approval:
      section.value('approval', oneOf(['none', 'second-person']), 'none') ===
      'second-person',
    ...(reason !== undefined && { reason }),
  };
}

/** What an action that sets an env entry brings along. */
const revertOf = (id: string) => `revert-${id}`;

function readActions(section: Section, fromCode: readonly string[]) {
  const own = section
    .names()
    .filter(id => !fromCode.includes(id) && kindOf(section, id) !== undefined);
  const known = [
    ...fromCode,
    ...own.filter(id => kindOf(section, id) === 'setEnv').map(revertOf),
  ];
  const actions = new Map<string, ConfiguredAction>();
  const operatorActions: OperatorAction[] = [];

  for (const id of section.names()) {
    const isOwn = own.includes(id);
    const mistake = mistakeOf(id, isOwn, known);
    if (mistake) {
      section.allow(id);
      section.mistake(id, mistake);
      continue;
    }
    section.section(id, each => {
      actions.set(id, readSettings(each));
      const action = isOwn ? readOperatorAction(id, each) : undefined;
      if (action) operatorActions.push(action);
    });
  }
  return { actions, operatorActions };
}

function mistakeOf(
  id: string,
  isOwn: boolean,
  known: readonly string[],
): string | undefined {
  if (!ACTION_ID.test(id)) {
    return 'must have an id of up to 60 small letters and digits, words joined by -';
  }
  if (isOwn && known.includes(id)) {
    return 'has the id of the action that reverts another one; give it another id';
  }
  if (!isOwn && !known.includes(id)) {
    const meant = nearest(id, known);
    const hint = meant ? `, probably ${meant} is meant` : '';
    return `is not a known action${hint}; known: ${known.join(
      ', ',
    )}; an action of your own needs a kind: ${KINDS.join(', ')}`;
  }
  return undefined;
}

function kindOf(section: Section, id: string): unknown {
  const [layer] = section.layersOf(id);
  return layer && Object.hasOwn(layer.value, 'kind')
    ? layer.value.kind
    : undefined;
}

/**
 * Reads `remediation`.
 *
 * @param fromCode - ids of the actions that the plugin and modules bring
 */
export function readRemediation(
  section: Section,
  fromCode: readonly string[],
): RemediationConfig {
  return {
    escalation: section.optional('escalation', line),
    reason: section.value('reason', oneOf(REASON), 'optional'),
    impersonate: section.value('impersonate', flag, false),
    fieldManager: section.value(
      'fieldManager',
      fieldManager,
      'backstage-ideogram-incident',
    ),
    rolloutTimeoutMs: section.value(
      'rolloutTimeout',
      rolloutTimeout,
      600 * SECOND,
    ),
    approvalExpiresAfterMs: section.value(
      'approvalExpiresAfter',
      approvalExpiresAfter,
      HOUR,
    ),
    ...section.sectionOrDefaults('actions', actions =>
      readActions(actions, fromCode),
    ),
  };
}
