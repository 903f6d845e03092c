export { dryRunAction } from './dryRun';
export { fingerprintOf } from './fingerprint';
