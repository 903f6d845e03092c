/** What an operator configured to stand in for a query's placeholders. */
export interface Placeholders {
  /** Label matchers; may be empty, for `{}` is valid in a query. */
  selector: string;
  /** A PromQL duration. */
  window: string;
}

/**
 * Fills `$selector` and `$window` into a query. Both come from the operator's
 * configuration: nothing from a request may ever be passed here.
 */
export function fillIn(query: string, placeholders: Placeholders): string {
  return query.replace(/\$(selector|window)\b/g, (_, name) =>
    name === 'selector' ? placeholders.selector : placeholders.window,
  );
}
