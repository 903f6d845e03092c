import type { ErrorClass } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** The classes that a rule asks for by name, and what is no error at all. */
export type NamedClass =
  | Extract<ErrorClass, 'authentication' | 'billing' | 'rate-limited'>
  | 'blocked';

const STATUSES: Record<NamedClass, string> = {
  authentication: '401|403',
  billing: '402',
  'rate-limited': '429',
  blocked: '422',
};

/**
 * Words, `_` for what may stand between two of them. An error must not
 * pass for blocked, which would hide it: those words stand alone.
 */
const WORDS: Record<NamedClass, string> = {
  authentication:
    'auth(_(errors?|exception|failure|failed))?|.*(unauthori[sz]ed|unauthenticated|authentication|authorization|forbidden|access_denied|permission_denied|api_key|credentials?).*',
  billing:
    '.*(billing|payment_required|quota|insufficient_(funds?|credits?|balance)|(no|out_of)_credits?|(daily|plan|spend(ing)?)_limit).*',
  'rate-limited':
    '.*(rate_limit|too_many_requests|throttl|in_flight_limit|concurrency_limit).*',
  blocked:
    '(blocked|safety(_(blocked|filter|violation))?|unsafe(_image)?|image_unsafe|moderat(ion|ed)|content_filter(ed)?|content_policy(_violation)?|policy_violation|nsfw|prohibited|prompt_(blocked|rejected|refused)|unprocessable(_entity)?)(_(errors?|exception))?',
};

const words = (errorClass: NamedClass) =>
  WORDS[errorClass].replaceAll('_', '.?');

/** As a regular expression of PromQL, which matches the whole label. */
export function patternOf(errorClass: NamedClass): string {
  const statuses = `((http|status|code).?)*(${STATUSES[errorClass]})([^0-9].*)?`;
  return `(?i)(${statuses}|${words(errorClass)})`;
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A text of PromQL, or of Go: JSON has the same escapes. */
const quoted = (text: string) => JSON.stringify(text);

const matcher = (label: string, operator: '=~' | '!~', pattern: string) =>
  `${label}${operator}${quoted(pattern)}`;

/** Label values that the operator gave a class of their own. */
function ownPattern(
  errorTypes: Target['errorTypes'],
  isWanted: (errorClass: ErrorClass) => boolean,
): string | undefined {
  const values = Object.entries(errorTypes)
    .filter(([, errorClass]) => isWanted(errorClass))
    .map(([value]) => escaped(value.trim()));
  return values.length > 0 ? `(?i)(${values.join('|')})` : undefined;
}

/**
 * Label matchers, without braces, that select the errors of a class: each of
 * them selects others.
 */
export function matchersOf(
  label: string,
  errorClass: Exclude<NamedClass, 'blocked'>,
  errorTypes: Target['errorTypes'],
): string[] {
  const other = ownPattern(errorTypes, own => own !== errorClass);
  const own = ownPattern(errorTypes, each => each === errorClass);
  return [
    [
      matcher(label, '=~', patternOf(errorClass)),
      ...(other ? [matcher(label, '!~', other)] : []),
    ].join(','),
    ...(own ? [matcher(label, '=~', own)] : []),
  ];
}

/** The same for all errors: what the safety filter refused is none. */
export function failureMatchersOf(
  label: string,
  errorTypes: Target['errorTypes'],
): string[] {
  const own = ownPattern(errorTypes, () => true);
  return [
    matcher(label, '!~', patternOf('blocked')),
    ...(own ? [matcher(label, '=~', own)] : []),
  ];
}
