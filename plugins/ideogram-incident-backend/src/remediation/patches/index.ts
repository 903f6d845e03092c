export { chooseContainer, type WantedContainer } from './container';
export { entriesOf, type EnvEntry } from './envEntry';
export { restoreEnvPatch, setEnvPatch, type EnvChange } from './envPatch';
export { mitigationOf, type MitigationState } from './mitigation';
export { plain } from './plain';
export { restartPatch } from './restartPatch';
export { LAST_APPLIED, rotateSecretPatch } from './rotateSecretPatch';
export { scalePatch } from './scalePatch';
export {
  previousReplicaSet,
  revisionOf,
  undoRolloutPatch,
} from './undoRolloutPatch';
