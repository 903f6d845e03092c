import type { Problem } from '../triage/problem';
import { fault } from '../triage/fault';
import * as problems from './problems';

const change: problems.FailedChange = {
  cluster: 'production',
  attempt: 'patch the secret keys in default',
  mayHaveHappened: false,
  escalation: 'Platform on-call, #platform-oncall',
};

describe('the error-handling table of the runbook', () => {
  it.each<[string, Problem, Problem]>([
    [
      'kubectl fails: auth expired, re-authenticate',
      problems.changeProblems.signInExpired(change),
      {
        issue:
          "Nothing was changed: the portal's sign-in to the cluster has expired.",
        cause:
          "Sign-in expired: the cluster production answers 401 to the portal's account.",
        solution:
          'Re-authenticate the portal: ask Platform on-call, #platform-oncall for a new token, and use your own sign-in with kubectl until then.',
      },
    ],
    [
      'secret rotation fails: permission denied, escalate',
      problems.changeProblems.forbidden(change),
      {
        issue:
          'Nothing was changed: the portal may not patch the secret keys in default.',
        cause:
          "Permission denied: the cluster production answers 403 to the portal's account.",
        solution:
          "Escalate to Platform on-call, #platform-oncall, who can allow the portal's account to patch the secret keys in default.",
      },
    ],
  ])('%s', (_, problem, expected) => {
    expect(problem).toEqual(expected);
  });
});

it.each([
  [false, undefined, /^Nothing was changed: /],
  [true, undefined, /^It is not known whether anything was changed: /],
  [
    false,
    'The secret was changed',
    /^The secret was changed, and nothing else/,
  ],
  [true, 'The secret was changed', /^The secret was changed, and perhaps more/],
])(
  'begins with the state of the cluster: %s, %s',
  (mayHaveHappened, changedBefore, words) => {
    const failed = { ...change, mayHaveHappened, changedBefore };
    expect(problems.changeProblems.conflicts(failed).issue).toMatch(words);
  },
);

it('names the person whose rights count', () => {
  const failed = { ...change, actor: 'user:default/jane' };
  expect(problems.changeProblems.forbidden(failed)).toMatchObject({
    issue: expect.stringContaining('user:default/jane may not patch'),
    cause: expect.stringContaining('403 to user:default/jane.'),
    solution: expect.stringContaining('allow user:default/jane to patch'),
  });
  expect(problems.changeProblems.notInTheirName(failed).cause).toMatch(
    /does not let the portal's account impersonate user:default\/jane\.$/,
  );
});

it.each([
  problems.changeProblems.notAdmitted(
    change,
    'guard',
    'guard denied it: frozen..',
  ),
  problems.changeProblems.overQuota(change, 'exceeded quota: small'),
  problems.changeProblems.missing(change, 'deployments.apps "app" not found'),
  problems.changeProblems.invalid(change, 'spec.replicas: Invalid value'),
  problems.changeProblems.unanswered(change, fault.refused),
  problems.changeProblems.unanswered(
    { ...change, mayHaveHappened: true },
    'answers 502',
  ),
])('is three whole sentences and names whom to ask: $issue', problem => {
  for (const sentence of Object.values(problem)) {
    expect(sentence).toMatch(/^[A-Z].*[^.]\.$/);
  }
  expect(problem.solution).toContain('Platform on-call');
});

it('sends to an administrator where nobody is named', () => {
  const { escalation, ...failed } = change;
  expect(problems.changeProblems.forbidden(failed).solution).toMatch(
    /^Escalate to an administrator of the cluster, /,
  );
});
