export { EntityTargets, type NamedTargets } from './entityTargets';
export { createTargetsHandler } from './handler';
