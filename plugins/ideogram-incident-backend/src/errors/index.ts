export { messageOf } from './messageOf';
export { parse } from './parse';
export {
  CallerLeftError,
  StaleError,
  TooLargeError,
  toPublicError,
  type PublicError,
} from './publicError';
export { RefusedError } from './refusedError';
