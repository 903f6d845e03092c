export { ActionLister } from './actionLister';
export { preflight, type PreflightState } from './preflight';
export { PreflightReader } from './preflightReader';
export {
  busyError,
  justDoneError,
  refuseUnlessAllowed,
  orRefused,
} from './refusals';
