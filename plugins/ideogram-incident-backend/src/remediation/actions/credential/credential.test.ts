import { z } from 'zod';
import { fingerprintOf } from '../../../redaction';
import { deploymentOf } from '../../patches/__testUtils__/deployment';
import { AT, inputOf } from '../__testUtils__/input';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import {
  closeUpstreams,
  startUpstream,
  weather,
} from '../../../triage/probes/__testUtils__/upstream';
import {
  askIdeogramAboutKey,
  type KeyAnswer,
} from '../../../upstream/ideogram-api';
import { createRotateCredentialAction } from './rotateCredential';
import { createVerifyCredentialAction } from './verifyCredential';

const OLD = 'old-key-0123456789';
const NEW = 'new-key-9876543210';
const base64 = (text: string) => Buffer.from(text).toString('base64');

const ANSWERS: Record<KeyAnswer['answer'], string> = {
  accepted: 'api.ideogram.ai accepts the key',
  refused: 'api.ideogram.ai answers 401: it does not know the key',
  unknown: 'api.ideogram.ai answers 503',
};

/** An Ideogram API of one answer, and what it was asked with. */
function ideogram(answer: KeyAnswer['answer'] = 'accepted') {
  const asked: string[] = [];
  const ask = async (_: unknown, key: string) => {
    asked.push(key);
    return { answer, words: ANSWERS[answer] };
  };
  return { ask, asked };
}

const secretOf = (data?: object, more: object = {}) => ({
  metadata: {
    name: 'ideogram-secrets',
    resourceVersion: '7',
    managedFields: [
      {
        time: new Date('2026-11-23T12:00:00Z'),
        fieldsV1: { 'f:data': { 'f:api-key': {} } },
      },
    ],
  },
  data,
  ...more,
});
const STORED = secretOf({ 'api-key': base64(OLD), other: base64('stays') });
const usingIt = deploymentOf({
  containers: [
    {
      name: 'app',
      env: [
        {
          name: 'KEY',
          valueFrom: {
            secretKeyRef: { name: 'ideogram-secrets', key: 'api-key' },
          },
        },
      ],
    },
  ],
});
const pods = [
  { name: 'a', startedAt: '2026-11-22T12:00:00.000Z' },
  { name: 'b', startedAt: '2026-11-24T12:00:00.000Z' },
];

it.each([
  ['verify', createVerifyCredentialAction, {}, /can't tell whether/],
  [
    'rotate',
    createRotateCredentialAction,
    { apiKey: NEW },
    /Nothing was changed/,
  ],
])(
  'ends to %s in time while Ideogram accepts the connection and is silent',
  async (_, create, parameters, issue) => {
    const baseUrl = await startUpstream(weather.hangs);
    const { target, ...input } = inputOf({ secret: STORED, parameters });
    const silent = {
      ...target,
      ideogram: { ...target.ideogram, baseUrl },
      probes: { ...target.probes, timeoutMs: 200 },
    };
    const action = create(askIdeogramAboutKey) as RemediationAction;
    try {
      const error = await action
        .confirm!.run({ ...input, target: silent })
        .catch(thrown => thrown);
      expect(error.problem).toEqual({
        issue: expect.stringMatching(issue),
        cause: expect.stringMatching(/gave no answer in/),
        solution: expect.stringContaining('Try again in a minute'),
      });
    } finally {
      await closeUpstreams();
    }
  },
);

describe('verify credential', () => {
  const verify = (
    answer: KeyAnswer['answer'],
    input = inputOf({ secret: STORED }),
  ) => {
    const { ask, asked } = ideogram(answer);
    const action = createVerifyCredentialAction(ask);
    return { found: action.confirm!.run(input), asked };
  };

  it('tells what it found, and changes nothing', async () => {
    const input = inputOf({ secret: STORED, deployment: usingIt, pods });
    const { found, asked } = verify('accepted', input);
    expect(await found).toBe(
      `Ideogram was asked about the key ${fingerprintOf(
        OLD,
      )} of the secret ideogram-secrets: api.ideogram.ai accepts the key. It has been there for at least 2 days. 1 of 2 pods was started before, and may still run with an older one: restart the integration.`,
    );
    expect(asked).toEqual([OLD]);
    const action = createVerifyCredentialAction(ideogram().ask);
    expect(await action.changes(input)).toEqual({});
  });

  it('has found something where the key is refused', async () => {
    const { found } = verify('refused');
    expect(await found).toEqual({
      outcome: 'key-refused',
      title: 'Ideogram refuses the key',
      text: expect.stringMatching(
        /the key [0-9a-f]{4} [0-9a-f]{4} of .*answers 401: it does not know the key\. Rotate the credential with a new key from Ideogram, or ask .* for one\.$/,
      ),
    });
  });

  it('says nothing of pods that do not take the key at their start', async () => {
    const { found } = verify('accepted', inputOf({ secret: STORED, pods }));
    expect(await found).not.toContain('pods');
  });

  it.each<[string, KeyAnswer['answer'], unknown, RegExp, RegExp]>([
    [
      'no answer',
      'unknown',
      STORED,
      /^We can't tell whether/,
      /api\.ideogram\.ai answers 503\.$/,
    ],
    [
      'no secret',
      'accepted',
      undefined,
      /^The secret ideogram-secrets is missing\.$/,
      /^There is no secret ideogram-secrets in default\.$/,
    ],
    [
      'another key',
      'accepted',
      secretOf({ other: base64('x') }),
      /^The secret ideogram-secrets has no key api-key\.$/,
      /^It has other\.$/,
    ],
    [
      'an empty key',
      'accepted',
      secretOf({ 'api-key': '' }),
      /has no key api-key/,
      /^Its key api-key is empty\.$/,
    ],
    [
      'no data',
      'accepted',
      secretOf(),
      /has no key api-key/,
      /^It has no key at all\.$/,
    ],
  ])('is not green with %s', async (_, answer, secret, issue, cause) => {
    const { found } = verify(answer, inputOf({ secret }));
    await expect(found).rejects.toMatchObject({
      name: 'ActionError',
      problem: {
        issue: expect.stringMatching(issue),
        cause: expect.stringMatching(cause),
        solution: expect.stringMatching(/^[A-Z].*\.$/),
      },
    });
    await expect(found).rejects.not.toThrow(OLD);
  });
});

describe('rotate credential', () => {
  const rotation = (
    secret: unknown,
    answer: KeyAnswer['answer'] = 'accepted',
  ) => {
    const { ask, asked } = ideogram(answer);
    return {
      action: createRotateCredentialAction(ask),
      input: inputOf({ secret, parameters: { apiKey: NEW } }),
      asked,
    };
  };

  it('asks about the new key, and tells both apart by their fingerprints', async () => {
    const { action, input, asked } = rotation(STORED);
    const found = await action.confirm!.run(input);
    expect(found).toBe(
      `Ideogram was asked about the new key ${fingerprintOf(
        NEW,
      )}: api.ideogram.ai accepts the key. It replaces ${fingerprintOf(OLD)}.`,
    );
    expect(asked).toEqual([NEW]);
  });

  it.each([
    ['takes the place of the old one', STORED],
    ['is put where there was none', secretOf()],
  ])('makes a patch by which the new key %s', async (_, secret) => {
    const { action, input } = rotation(secret);
    expect(await action.changes(input)).toEqual({
      secret: {
        metadata: { resourceVersion: '7' },
        data: { 'api-key': base64(NEW) },
      },
      deployment: {
        spec: {
          template: {
            metadata: {
              annotations: { 'kubectl.kubernetes.io/restartedAt': AT },
            },
          },
        },
      },
    });
  });

  it.each<[string, unknown, KeyAnswer['answer'], RegExp, number]>([
    [
      'it is refused',
      STORED,
      'refused',
      /: Ideogram refuses the new key\.$/,
      1,
    ],
    ['nobody answers', STORED, 'unknown', /: Ideogram can't be asked/, 1],
    [
      'it is stored already',
      secretOf({ 'api-key': base64(NEW) }),
      'accepted',
      /: this key is already stored\.$/,
      0,
    ],
    [
      'the secret is immutable',
      secretOf({}, { immutable: true }),
      'accepted',
      /: the secret ideogram-secrets is immutable\.$/,
      0,
    ],
    ['there is no secret', undefined, 'accepted', /is missing\.$/, 0],
  ])('is not done where %s', async (_, secret, answer, issue, times) => {
    const { action, input, asked } = rotation(secret, answer);
    const found = action.confirm!.run(input);
    const isOfKey = /refuses|already/.test(String(issue));
    await expect(found).rejects.toMatchObject({
      name: 'ActionError',
      problem: { issue: expect.stringMatching(issue) },
      parameter: isOfKey ? 'apiKey' : undefined,
    });
    await expect(found).rejects.not.toThrow(NEW);
    expect(asked).toHaveLength(times);
    if (times > 0) return;
    await expect(action.changes(input)).rejects.toMatchObject({
      problem: { issue: expect.stringMatching(issue) },
    });
  });

  it.each([
    ['ends in a line break', `${NEW}\n`, /a space, a line break or another/],
    ['begins with a space', ` ${NEW}`, /a space, a line break or another/],
    ['is not of ASCII', 'schlüssel-0123', /a space, a line break or another/],
    ['is short', 'short', /fewer than 8 characters/],
    ['is a megabyte', 'x'.repeat(1_000_000), /more than 512 characters/],
    ['is a number', 51_515_151, /expected string/],
  ])('refuses a key that %s, without telling it', (_, apiKey, message) => {
    const { parameters } = rotation(STORED).action;
    const { error } = parameters.safeParse({ apiKey });
    expect(error?.issues[0].message).toMatch(message);
    expect(error?.message).not.toContain(String(apiKey));
  });

  it.each([NEW, 'k3y+/=_-.~!', 'x'.repeat(512)])('takes the key %s', apiKey => {
    const { parameters } = rotation(STORED).action;
    expect(parameters.parse({ apiKey })).toEqual({ apiKey });
  });

  it('asks for the key as a secret', () => {
    const { parameters } = rotation(STORED).action;
    expect(z.toJSONSchema(parameters)).toMatchObject({
      properties: {
        apiKey: {
          writeOnly: true,
          title: 'New key',
          pattern: '^[!-~]*$',
          errorMessage: {
            pattern: expect.stringMatching(/^The key contains a space.*it\.$/),
          },
        },
      },
      required: ['apiKey'],
      additionalProperties: false,
    });
  });

  it('says what will happen, and whether the pods get the key at all', () => {
    const { action } = rotation(STORED);
    const assessed = action.assess(inputOf({ deployment: usingIt }));
    expect(assessed.warnings).toEqual([]);
    expect(assessed.checks).toContain(
      'The pods get the secret ideogram-secrets as env.',
    );
    expect(assessed.plan).toEqual([
      'Asks https://api.ideogram.ai whether it accepts the new key; if not, nothing is changed.',
      'Changes the key api-key of the secret ideogram-secrets, and none of its other keys.',
      'Restarts 6 pods, one after the other.',
    ]);
    const labels = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
    const unused = deploymentOf({ metadata: { labels } });
    expect(action.assess(inputOf({ deployment: unused })).warnings).toEqual([
      expect.stringMatching(/^The deployment does not name the key api-key/),
      expect.stringMatching(/^The deployment is kept in Git\./),
    ]);
  });
});
