export { createTargets } from './createTargets';
