import { MASK, type Masked } from './mask';

/**
 * Secrets that are known by their own form. Each begins at a fixed word that
 * no such run can hold twice, or is bounded, so that matching is linear.
 */
const PATTERNS: readonly RegExp[] = [
  // user and password of an address
  /(?<=:\/\/)(?!\[masked\]@)[^\s/?#"'<>]+(?=@)/g,
  // JSON Web Tokens
  /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g,
  // key ids of AWS
  /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/g,
  // tokens of GitHub, GitLab, Slack, Google, npm, Stripe, Vault and their like
  /(?<![\w-])(?:gh[pousr]_|github_pat_|glpat-|xox[a-z]-|AIza|npm_|[rs]k[-_](?:live|test|proj)[-_]|hvs\.|sk-(?=\w{20}))[\w-]{16,}/g,
  /(?<=hooks\.slack\.com\/)(?:services|workflows)\/[\w/-]+/g,
];

/** A scheme and its credential, where no header's name stands before it. */
const SCHEME = /(?<![\w-])(bearer|basic)([ \t]{1,8})([\w.~+/-]{8,}={0,2})/gi;
const PROSE = /^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[-.,/][A-Z]?[a-z]*)*$/;

/** Replaces what can be told to be a secret by its own form. */
export function maskPatterns(text: string): Masked {
  let masked = 0;
  const mask = () => {
    masked += 1;
    return MASK;
  };
  const result = PATTERNS.reduce(
    (rest, pattern) => rest.replace(pattern, mask),
    text,
  ).replace(SCHEME, (whole, scheme: string, space: string, value: string) =>
    PROSE.test(value) ? whole : `${scheme}${space}${mask()}`,
  );
  return { text: result, masked };
}
