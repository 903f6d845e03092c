export { useTriages, type FollowedTriage } from './useTriages';
export type { ShownReading } from './shownReading';
export type { RequestFailure } from '../requestFailure';
