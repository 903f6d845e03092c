import { ConfigMistake, value } from '../config/schema';

const MIN_PERCENT = 95;
const MAX_PERCENT = 99.999;

/** The share of requests that has to succeed, 0 to 1. */
export const objectiveShare = value(
  `percentage, ${MIN_PERCENT}% to ${MAX_PERCENT}%`,
  raw => {
    const [, digits] =
      /^(\d{1,3}(?:\.\d{1,6})?) ?%$/.exec(String(raw).trim()) ?? [];
    const percent = Number(digits ?? NaN);
    // With less the fastest rule could not fire even if every request failed.
    if (!(percent >= MIN_PERCENT && percent <= MAX_PERCENT)) {
      throw new ConfigMistake(
        `must be a percentage from ${MIN_PERCENT}% to ${MAX_PERCENT}%, such as 99.9%`,
      );
    }
    return Number((percent / 100).toPrecision(12));
  },
)
  .prefault('99.9%')
  .describe(
    'the share of requests that has to succeed in 30 days; [the rules for Prometheus](alerts.md) are made from it',
  );
