export { dryRunAction } from './dryRun';
