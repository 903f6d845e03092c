import type { TargetDescription } from './target';

/**
 * A query of the operator with `$selector` and `$window` filled in. Both come
 * from the configuration: nothing from a request may ever be passed here.
 *
 * @public
 */
export function fillQuery(
  query: string,
  {
    selector,
    window,
  }: Pick<TargetDescription['queries'], 'selector' | 'window'>,
): string {
  return query.replace(/\$(selector|window)\b/g, (_, name) =>
    name === 'selector' ? selector : window,
  );
}
