export { gitOpsWarnings, type GitOpsChange } from './gitOpsWarnings';
export { managersOf, type ManagedObject } from './managers';
