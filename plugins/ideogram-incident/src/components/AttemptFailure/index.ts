export { attemptFailure, type AttemptFailure } from './attemptFailure';
export { FailureBox } from './FailureBox';
