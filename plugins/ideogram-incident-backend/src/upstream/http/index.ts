export {
  fetchText,
  originInWords,
  type FetchOptions,
  type TextAnswer,
} from './fetchText';
export { fetchJson, parseJson, TooDeepError, type JsonAnswer } from './json';
export {
  hostAndPath,
  isReachable,
  toUpstreamError,
  UpstreamError,
  type UpstreamErrorKind,
} from './upstreamError';
export { rejectOnAbort } from './rejectOnAbort';
