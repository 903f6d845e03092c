/**
 * A small world to practise in.
 *
 * @packageDocumentation
 */
export { startSandbox, type Sandbox, type SandboxOptions } from './sandbox';
export { stateDirectory } from './stateDirectory';
export { readPortOffset } from './net/ports';
