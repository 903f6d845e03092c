import '@testing-library/jest-dom';

/**
 * Said of libraries that Backstage pins or jsdom brings, at every use: Material
 * UI 4 asks React for DOM nodes the old way and takes a missing style sheet for
 * a wrong elevation, the table of Backstage has default props, React Router
 * announces its next version, and jsdom can't insert the rules of a media query.
 */
const NOT_OURS =
  /findDOMNode is deprecated|elevation `\d+` is not implemented|Support for defaultProps will be removed|React Router Future Flag Warning|\[JSS\] processedRuleToParse/;

for (const level of ['error', 'warn'] as const) {
  // eslint-disable-next-line no-console
  const write = console[level];
  // eslint-disable-next-line no-console
  console[level] = (...args: unknown[]) => {
    if (!NOT_OURS.test(args.join(' '))) write(...args);
  };
}
