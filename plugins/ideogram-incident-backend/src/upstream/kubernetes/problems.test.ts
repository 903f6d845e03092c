import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { KubernetesError, type KubernetesErrorKind } from './kubernetesError';
import { problemOfWrite } from './problems';

const target = {
  escalation: 'Platform on-call',
  kubernetes: { cluster: 'production' },
} as Target;

it.each<[KubernetesErrorKind, RegExp, RegExp]>([
  ['unauthorized', /sign-in to the cluster has expired/, /^Re-authenticate/],
  ['forbidden', /may not patch the secret keys/, /^Escalate to Platform/],
  ['impersonation', /may not act as user:default\/jane/, /^Escalate to/],
  ['admission', /guard did not let the change pass/, /about guard/],
  ['quota', /quota of the namespace/, /raise the quota/],
  ['conflict', /somebody else/, /press the button again/],
  ['not-found', /is not there/, /bring it back/],
  ['invalid', /does not accept this change/, /portal's operator/],
  ['refused-request', /does not accept this change/, /portal's operator/],
  ['dns', /can't be reached/, /Try kubectl/],
  ['refused', /can't be reached/, /Try kubectl/],
  ['tls', /can't be reached/, /Try kubectl/],
  ['sign-in', /can't be reached/, /Try kubectl/],
  ['server', /can't be reached/, /Try kubectl/],
])('tells %s in words', (kind, issue, solution) => {
  const error = new KubernetesError(kind, 'answers 4xx', {
    reason: 'so it is',
    refusedBy: 'guard',
  });
  const problem = problemOfWrite(error, target, 'patch the secret keys', {
    actor: 'user:default/jane',
  });
  expect(problem.issue).toMatch(/^Nothing was changed: /);
  expect(problem.issue).toMatch(issue);
  expect(problem.cause).toMatch(/cluster production .*\.$/);
  expect(problem.solution).toMatch(solution);
});

it.each<KubernetesErrorKind>([
  'timeout',
  'reset',
  'network',
  'too-large',
  'unreadable',
  'server',
])('does not claim to know how a change ended after %s', kind => {
  const error = new KubernetesError(kind, 'answers 502', {
    mayHaveHappened: true,
  });
  expect(problemOfWrite(error, target, 'patch it')).toEqual({
    issue:
      "It is not known whether anything was changed: the cluster's answer is missing.",
    cause: 'The cluster production answers 502.',
    solution: expect.stringMatching(/^Look with kubectl at what/),
  });
});
