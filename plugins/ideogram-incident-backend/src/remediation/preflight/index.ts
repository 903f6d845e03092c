export { AccessReviews } from './accessReviews';
export { preflight, unreadable, type Situation } from './preflight';
