export { recordAttempt, type Attempt } from './attempt';
