import { pattern } from './basics';
import { Refusal, type Parse } from './parse';

/** A range of PromQL: units from large to small, each once. */
export const promqlWindow: Parse<string> = pattern(
  /^(?=.*[1-9])(?=\d)(?:\d{1,9}y)?(?:\d{1,9}w)?(?:\d{1,9}d)?(?:\d{1,9}h)?(?:\d{1,9}m)?(?:\d{1,9}s)?(?:\d{1,9}ms)?$/,
  'a PromQL duration, such as 5m or 1h30m',
);

const MATCHER =
  /^\s*[a-zA-Z_][a-zA-Z0-9_]*\s*(?:=~|!~|!=|=)\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*(?:,|$)/;

/** Label matchers without their braces; may be empty. */
export const promqlMatchers: Parse<string> = raw => {
  let rest = typeof raw === 'string' ? raw.trim() : '{';
  const matchers = rest;
  while (rest !== '') {
    const match = MATCHER.exec(rest);
    if (!match) {
      throw new Refusal(
        'must be PromQL label matchers without braces, such as job="ideogram-integration"',
      );
    }
    rest = rest.slice(match[0].length);
  }
  return matchers.replace(/,\s*$/, '');
};
