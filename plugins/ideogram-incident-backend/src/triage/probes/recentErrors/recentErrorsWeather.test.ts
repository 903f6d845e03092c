import {
  endless,
  hang,
  json,
  redirectTo,
  reset,
  status,
  text,
  type Handler,
} from '../../../upstream/kubernetes/__testUtils__/apiServer';
import { logOf, PODS, useLogs } from './__testUtils__/logs';

const logs = useLogs();

it('names pods that can not be read beside what the others say', async () => {
  logs.serve({
    a: 'error: no disk\n',
    b: status(500, 'Get "https://10.0.0.7:10250/containerLogs": i/o timeout'),
  });
  const result = await logs.take();
  expect(result.status).toBe('degraded');
  expect(result.summary).toBe(
    "1 error line in 5 min; the logs of 1 of 2 pods can't be read",
  );
  expect(result.details?.unreadablePods).toEqual([
    {
      pod: 'b',
      reason: 'Get "https://10.0.0.7:10250/containerLogs": i/o timeout',
    },
  ]);
});

it('does not call it well where a log is missing', async () => {
  logs.serve({ a: 'info: fine\n', b: reset });
  const result = await logs.take();
  expect(result.status).toBe('unknown');
  expect(result.summary).toBe(
    "No error line in 5 min; the logs of 1 of 2 pods can't be read",
  );
  expect(result.problem?.cause).toBe(
    'The cluster production broke off the connection.',
  );
});

it('keeps what it has where a log hangs until the deadline', async () => {
  logs.serve({ a: 'error: no disk\n', b: hang });
  const result = await logs.take({}, 700);
  expect(result).toMatchObject({
    status: 'degraded',
    details: {
      total: 1,
      unreadablePods: [
        {
          pod: 'b',
          reason: expect.stringMatching(/^The cluster gave no answer/),
        },
      ],
    },
  });
});

it.each<[string, Handler, { kind: string; summary: string }]>([
  [
    'an endless log',
    endless('text/plain'),
    { kind: 'more than 64 KiB', summary: 'No log of 1 pod can be read' },
  ],
  [
    'a web page',
    text('<html>', 'text/html'),
    { kind: 'web page', summary: 'No log of 1 pod can be read' },
  ],
  [
    'a refused container',
    status(400, 'container x is not valid for pod a'),
    {
      kind: 'says: container x is not valid for pod a.',
      summary: 'No log of 1 pod can be read',
    },
  ],
])('is unknown with %s', async (_, handler, { kind, summary }) => {
  logs.serve({ a: handler });
  const result = await logs.take();
  expect(result).toMatchObject({ status: 'unknown', summary });
  expect(result.problem?.cause).toContain(kind);
});

it('says which permission is missing', async () => {
  logs.serve({ a: status(403, 'pods/log is forbidden') });
  expect((await logs.take()).problem).toMatchObject({
    issue: 'The portal may not read the logs of pods in default.',
    solution: expect.stringContaining('Platform on-call'),
  });
});

it.each<[string, Handler, string, string]>([
  [
    '401',
    status(401, 'Unauthorized'),
    "Pods and logs can't be read.",
    "Sign-in expired: the cluster production answers 401 to the portal's account.",
  ],
  [
    '403',
    status(403, 'no'),
    'The portal may not list pods in default.',
    "Permission denied: the cluster production answers 403 to the portal's account.",
  ],
  [
    'a reset',
    reset,
    "Pods and logs can't be read.",
    'The cluster production broke off the connection.',
  ],
  [
    'a server in trouble',
    status(500, 'etcd'),
    "Pods and logs can't be read.",
    'The cluster production answers 500.',
  ],
  [
    'garbage',
    text('{{', 'application/json'),
    "Pods and logs can't be read.",
    'The cluster production answers with something that is not JSON.',
  ],
  [
    'a redirect elsewhere',
    redirectTo('https://login.example.com/'),
    "Pods and logs can't be read.",
    'The cluster production redirects to https://login.example.com, and redirects to another origin are not followed.',
  ],
])(
  'is unknown with %s for a list of pods',
  async (_, handler, issue, cause) => {
    logs.server.answers[PODS] = handler;
    expect(await logs.take()).toMatchObject({
      status: 'unknown',
      problem: { issue, cause },
    });
  },
);

it.each<[string, unknown]>([
  ['nothing in it', {}],
  [
    'strings for lists',
    { spec: { containers: 'x' }, status: { containerStatuses: 'y' } },
  ],
  [
    'null everywhere',
    {
      spec: { containers: [null] },
      status: { containerStatuses: [null], startTime: null },
    },
  ],
  [
    'times that are none',
    {
      status: {
        startTime: 'yesterday',
        containerStatuses: [{ lastState: { terminated: { finishedAt: 'x' } } }],
      },
    },
  ],
])('bears a pod with %s', async (_, pod) => {
  logs.server.answers[PODS] = json({
    items: [{ metadata: { name: 'a' }, ...(pod as object) }],
  });
  logs.server.answers[logOf('a')] = text('error: no disk\n');
  expect((await logs.take()).status).toBe('degraded');
});
