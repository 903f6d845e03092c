export type LabelMatcher = (labels: ReadonlyMap<string, string>) => boolean;

const MATCHER =
  /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*(?:,|$)/y;

function test(operator: string, wanted: string): (value: string) => boolean {
  switch (operator) {
    case '=':
      return value => value === wanted;
    case '!=':
      return value => value !== wanted;
    default: {
      const expression = new RegExp(`^(?:${wanted})$`, 's');
      return value => expression.test(value) === (operator === '=~');
    }
  }
}

/**
 * What an operator's label matchers keep of series that come straight from a
 * process. Such series lack the labels that Prometheus adds, like `job` and
 * `namespace`, so a matcher on a label that a series does not have says
 * nothing about it. So does one whose expression JavaScript does not know.
 */
export function labelMatcher(selector: string): LabelMatcher {
  const matchers: { label: string; matches: (value: string) => boolean }[] = [];
  MATCHER.lastIndex = 0;
  for (
    let match = MATCHER.exec(selector);
    match && match[0] !== '';
    match = MATCHER.exec(selector)
  ) {
    const [, label, operator, double, single] = match;
    const wanted = (double ?? single).replace(/\\(.)/g, (whole, character) =>
      /["'\\]/.test(character) ? character : whole,
    );
    try {
      matchers.push({ label, matches: test(operator, wanted) });
    } catch {
      continue;
    }
  }
  return labels =>
    matchers.every(({ label, matches }) => {
      const value = labels.get(label);
      return value === undefined || matches(value);
    });
}
