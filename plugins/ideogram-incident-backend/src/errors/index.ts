export { messageOf } from './messageOf';
export { parse } from './parse';
export {
  CallerLeftError,
  StaleError,
  toPublicError,
  type PublicError,
} from './publicError';
export { RefusedError } from './refusedError';
