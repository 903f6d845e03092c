import type { RulesTarget } from './rule';

/** Over which times the rules look, in seconds. */
export const WINDOWS = {
  '5m': 300,
  '30m': 1800,
  '1h': 3600,
  '2h': 7200,
  '6h': 21_600,
  '1d': 86_400,
  '3d': 259_200,
} as const;

export type Window = keyof typeof WINDOWS;

/** A recorded series of a target. */
export const recorded = (
  record: string,
  { name }: RulesTarget,
  matchers = '',
) =>
  `${record}{${[`ideogram_target="${name}"`, matchers]
    .filter(Boolean)
    .join(',')}}`;

export const requestsOver = (window: Window) =>
  `ideogram_target:ideogram_requests:rate${window}`;
export const errorsByTypeOver = (window: Window) =>
  `ideogram_target:ideogram_errors_by_type:rate${window}`;
/** The share of requests that fail, 0 to 1. */
export const failuresOver = (window: Window) =>
  `ideogram_target:ideogram_failures:ratio${window}`;
