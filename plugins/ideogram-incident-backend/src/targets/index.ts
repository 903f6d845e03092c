export { EntityTargets, type NamedTargets } from './entityTargets';
