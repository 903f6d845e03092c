export { ActionLister } from './actionLister';
export { preflight, type PreflightState } from './preflight';
export { PreflightReader } from './preflightReader';
export {
  busyError,
  justDoneError,
  refuseKeyReuse,
  refuseUnlessAllowed,
  orRefused,
} from './refusals';
