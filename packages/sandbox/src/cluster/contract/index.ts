/**
 * For tests that hold against any cluster: a namespace of their own in the
 * stand-in, or in the cluster that the environment names.
 *
 * @packageDocumentation
 */
export {
  containerPatch,
  Contract,
  isRolledOut,
  refusal,
  useContract,
} from './contract';
export type { Deployment } from '../objects';
export { findKubectl, Kubectl } from '../kubectl';
export { mayDo, portalToken, signInAsPortal } from './portal';
export { deploymentOf, programs } from './programs';
export { RawClient } from './rawClient';
export { until } from './until';
