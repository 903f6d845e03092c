/**
 * How the parts of the product may know each other; a part of `yarn lint`.
 * Dependencies point one way: router → features → upstream adapters, and the
 * common package knows nothing of the others.
 */
const BACKEND = '^plugins/ideogram-incident-backend/src';
const FRONTEND = '^plugins/ideogram-incident/src';

const COMMON = '^plugins/ideogram-incident-common/';
const NODE = '^plugins/ideogram-incident-node/';
const TESTS = '\\.test\\.tsx?$|__testUtils__|\\.fixture\\.ts$';

const BACKEND_FEATURES =
  '(targets|triage|metrics|remediation|alertRules|incidents)';

const rule = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

module.exports = {
  forbidden: [
    rule(
      'no-circle',
      'Neither of the two can be read or changed without the other.',
      {},
      { circular: true },
    ),
    rule(
      'common-stands-alone',
      'It runs in browser and server, and everything else rests on it.',
      { path: COMMON },
      { path: '^(plugins|packages)/', pathNot: COMMON },
    ),
    rule(
      'node-knows-common-only',
      'Modules of others build on it without the backend.',
      { path: NODE },
      { path: '^(plugins|packages)/', pathNot: [COMMON, NODE] },
    ),
    rule(
      'router-is-last',
      'HTTP is one way in; agents and background jobs use the same services.',
      {
        path: `${BACKEND}/`,
        pathNot: [`${BACKEND}/(router/|plugin\\.ts)`, TESTS],
      },
      { path: `${BACKEND}/router/` },
    ),
    rule(
      'foundation-knows-no-feature',
      'What features share must not depend on one of them.',
      {
        path: `${BACKEND}/`,
        pathNot: [
          `${BACKEND}/(${BACKEND_FEATURES}|config|router|openapi|__testUtils__)/`,
          `${BACKEND}/(plugin|index)\\.ts`,
          TESTS,
        ],
      },
      { path: `${BACKEND}/${BACKEND_FEATURES}/` },
    ),
    rule(
      'features-by-their-face',
      'A feature knows another by its index, and never its store.',
      {
        path: `${BACKEND}/${BACKEND_FEATURES}/`,
        pathNot: TESTS,
      },
      {
        path: `${BACKEND}/${BACKEND_FEATURES}/`,
        // The configuration of a target has sections of several features.
        pathNot: [`${BACKEND}/$1/`, `${BACKEND}/[^/]+/(index|config)\\.ts$`],
      },
    ),
    rule(
      'frontend-shares-downwards',
      'What features share must not depend on one of them.',
      { path: `${FRONTEND}/(components|hooks|theme)/`, pathNot: TESTS },
      { path: `${FRONTEND}/features/` },
    ),
    rule(
      'frontend-features-by-their-face',
      'A feature knows another by its index.',
      { path: `${FRONTEND}/features/([^/]+)/`, pathNot: TESTS },
      {
        path: `${FRONTEND}/features/`,
        pathNot: [
          `${FRONTEND}/features/$1/`,
          `${FRONTEND}/features/[^/]+/index\\.ts$`,
        ],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)node_modules/', '/dist(-types)?/'] },
    // Type imports count: they, too, tie two files together.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
