export {
  fetchText,
  mediaTypeOf,
  originInWords,
  readText,
  type FetchOptions,
  type TextAnswer,
} from './fetchText';
export { fetchJson, parseJson, TooDeepError, type JsonAnswer } from './json';
export {
  hostAndPath,
  isReachable,
  toUpstreamError,
  UpstreamError,
} from './upstreamError';
export { rejectOnAbort } from './rejectOnAbort';
