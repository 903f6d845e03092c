export {
  fetchText,
  originInWords,
  type FetchOptions,
  type TextAnswer,
} from './fetchText';
export { fetchJson, type JsonAnswer } from './fetchJson';
export { hasAnswered } from './hasAnswered';
export { parseJson, TooDeepError } from './parseJson';
export { placeOf } from './placeOf';
export { UpstreamError, type UpstreamErrorKind } from './upstreamError';
export { untilAborted } from './untilAborted';
