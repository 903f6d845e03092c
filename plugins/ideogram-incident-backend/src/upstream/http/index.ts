export { fetchText, type FetchOptions, type TextAnswer } from './fetchText';
export { fetchJson, type JsonAnswer } from './fetchJson';
export { placeOf } from './placeOf';
export { UpstreamError, type UpstreamErrorKind } from './upstreamError';
export { untilAborted } from './untilAborted';
