export type { Announcement, Severity, Word } from './announcement';
export { askStatusPage, StatusPageUnreadable } from './askStatusPage';
export { judge, type StatusPageVerdict } from './judge';
export { canonical } from './words';
