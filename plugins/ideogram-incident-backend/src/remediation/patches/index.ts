export {
  isMarked,
  marked,
  ofVersion,
  OPERATION_ANNOTATION,
  plain,
  specHash,
} from './clusterObject';
export {
  chooseContainer,
  entriesOf,
  type EnvEntry,
  type WantedContainer,
} from './container';
export { type EnvChange, restoreEnvPatch, setEnvPatch } from './envPatch';
export { mitigationOf, type MitigationState } from './mitigation';
export {
  previousReplicaSet,
  restartPatch,
  scalePatch,
  undoRolloutPatch,
} from './rolloutPatches';
export { LAST_APPLIED, rotateSecretPatch } from './rotateSecretPatch';
export { revisionOf } from '../../upstream/kubernetes';
