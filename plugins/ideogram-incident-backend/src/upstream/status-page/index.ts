export type { Announcement, Severity, Word } from './announcement';
export { askStatusPage } from './askStatusPage';
export { judge, type StatusPageVerdict } from './judge';
export { canonical } from './announcement';
