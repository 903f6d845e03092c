import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  button,
  dialog,
  heard,
  inDialog,
  openTab,
  pass,
  USER,
} from '../../../../__testUtils__/incidentTab';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import {
  action,
  actionList,
  operation,
  rotation,
} from '../../../../testing/operations';
import { healthyReadings } from '../../../../testing/readings';
import { responseError } from '../../../../testing/responseError';
import { NARROW } from '../../../../theme/styles';

jest.mock('../../../triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

jest.setTimeout(30_000);

const NOW = new Date('2026-11-25T14:00:00.000Z');
const at = (minutes: number) =>
  new Date(NOW.getTime() + minutes * 60_000).toISOString();

const ended = (id: string, minutes: number, changes = {}) =>
  operation(id, at(minutes), {
    status: 'succeeded',
    outcome: 'verified',
    finishedAt: at(minutes + 1),
    summary: '0.8% of requests fail.',
    ...changes,
  });

const asked = (changes = {}) =>
  operation('asked', at(-3), {
    action: 'rotate-credential',
    title: 'Rotate credential',
    reason: 'Revoked',
    status: 'awaiting-approval',
    steps: [],
    rollout: undefined,
    approval: { expiresAt: at(27) },
    ...changes,
  });

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  api.answers.actions = actionList([rotation(), action('restart')]);
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});

afterEach(() => {
  jest.useRealTimers();
  // Where a test has set it: jsdom has none.
  Reflect.deleteProperty(window, 'matchMedia');
});

async function open(...operations: ReturnType<typeof operation>[]) {
  api.answers.operations = { operations };
  await openTab(api, healthyReadings(NOW.toISOString()));
  await pass(100);
}

const answer = (settle: () => void) =>
  act(async () => {
    settle();
    await jest.advanceTimersByTimeAsync(10);
  });

const cards = () => screen.getByRole('list', { name: 'Operations' });
const history = () => screen.getByRole('region', { name: 'Operations' });

describe('on the tab', () => {
  it('shows what others have begun, and its end as long as it is news', async () => {
    await open();
    expect(screen.queryByRole('list', { name: 'Operations' })).toBeNull();
    const one = operation('one', NOW.toISOString());
    api.answers.operations = { operations: [one] };
    await pass(10_000);
    expect(cards()).toHaveTextContent('Enabling fallback');
    await answer(() =>
      api
        .operationStream('one')
        .operation(ended('one', 0, { finishedAt: at(0.2) })),
    );
    expect(cards()).toHaveTextContent(
      /Fallback enabled.*Verified, .* 0.8% of requests fail\./,
    );
    api.answers.operations = { operations: [ended('one', 0)] };
    await pass(6 * 60_000);
    expect(screen.queryByRole('list', { name: 'Operations' })).toBeNull();
    expect(history()).toHaveTextContent('Enable fallback');
  });

  it('is heard when it ends, and not found any more once that is over', async () => {
    await open(operation('one', at(-1)));
    await answer(() => api.operationStream('one').operation(ended('one', -1)));
    expect(heard()).toContain('Enable fallback: Verified');
    await pass(11_000);
    expect(heard()).not.toMatch(/fallback/i);
  });

  it('is silent on what had happened before', async () => {
    await open(ended('old', -60), operation('one', at(-1)));
    expect(heard()).not.toMatch(/fallback/i);
  });

  it('reads anew once something has ended', async () => {
    await open(operation('one', at(-1)));
    const before = api.triageStreams.length;
    await answer(() => api.operationStream('one').operation(ended('one', -1)));
    expect(api.triageStreams.length).toBe(before + 1);
  });
});

describe('the history', () => {
  it('has each operation with its ending, and opens its steps', async () => {
    await open(
      ended('a', -60),
      ended('b', -70, { action: 'restart', outcome: 'unverified' }),
      ended('c', -80, { status: 'failed', outcome: undefined }),
    );
    const rows = await within(history()).findAllByRole('row');
    expect(rows.slice(1).map(row => row.textContent)).toEqual([
      expect.stringMatching(/Enable fallback.*responder.*Verified.*1\smin/),
      expect.stringMatching(/Not verified/),
      expect.stringMatching(/Failed/),
    ]);
    await user.click(within(rows[1]).getByRole('button', { name: /^Open/ }));
    expect(dialog()).toHaveAccessibleName('Fallback enabled');
    expect(dialog()).toHaveTextContent('Deployment changed');
  });

  it('counts no time of what has not begun', async () => {
    await open(
      asked(),
      asked({ id: 'late', status: 'expired', finishedAt: at(-1) }),
      asked({ id: 'no', status: 'rejected', finishedAt: at(-2) }),
    );
    const rows = await within(history()).findAllByRole('row');
    await pass(5_000);
    expect(rows.slice(1).map(row => row.textContent)).toEqual([
      expect.stringMatching(/Waiting for approvalNot begunOpen$/),
      expect.stringMatching(/ExpiredNot begunOpen$/),
      expect.stringMatching(/RejectedNot begunOpen$/),
    ]);
  });

  it('is a list where the window is narrow', async () => {
    window.matchMedia = query =>
      ({
        matches: query === NARROW,
        addListener: () => {},
        removeListener: () => {},
        addEventListener: () => {},
        removeEventListener: () => {},
      } as unknown as MediaQueryList);
    await open(ended('a', -60));
    const items = await within(history()).findAllByRole('listitem');
    expect(within(history()).queryByRole('table')).not.toBeInTheDocument();
    expect(items.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(
        /^Enable fallbackVerified.*, responder, 1\sminOpen$/,
      ),
    ]);
    await user.click(button('Open: Enable fallback'));
    expect(dialog()).toHaveAccessibleName('Fallback enabled');
  });

  it('says that there is none', async () => {
    await open();
    expect(history()).toHaveTextContent('No operation was run');
  });

  it('says that it can not be read', async () => {
    api.answers.operations = new Error('Failed to fetch');
    await openTab(api, healthyReadings(NOW.toISOString()));
    expect(history()).toHaveTextContent('can’t be read at the moment');
  });

  it('goes on with older ones', async () => {
    api.answers.operations = {
      operations: [ended('a', -60)],
      nextCursor: 'c1',
    };
    await openTab(api, healthyReadings(NOW.toISOString()));
    api.answers.operations = { operations: [ended('b', -90)] };
    await user.click(button('Show older ones'));
    await pass(10);
    expect(await within(history()).findAllByRole('row')).toHaveLength(3);
    expect(
      screen.queryByRole('button', { name: 'Show older ones' }),
    ).toBeNull();
  });
});

describe('an operation that needs a second person', () => {
  it('asks everybody, who asks and how long there is', async () => {
    await open(asked());
    expect(cards()).toHaveTextContent(
      /A second person is needed: Rotate credential.*responder asks for it: “Revoked”\. .*27\smin left/,
    );
  });

  it('is approved without a reason', async () => {
    await open(asked());
    await user.click(button('Review request: Rotate credential'));
    expect(dialog()).toHaveTextContent('api-key is replaced.');
    expect(
      inDialog().getByRole('button', { name: 'Reject' }),
    ).toHaveAccessibleDescription('To reject it, give a reason.');
    await user.click(inDialog().getByRole('button', { name: 'Reject' }));
    expect(api.called('rejectOperation')).toHaveLength(0);
    await user.click(
      inDialog().getByRole('button', { name: 'Approve: Rotate credential' }),
    );
    expect(api.called('approveOperation')[0].input).toEqual({
      params: { id: 'asked' },
      body: {},
    });
  });

  it.each([
    [true, 'Approve: Rotate credential'],
    [false, 'Reject'],
  ])('is decided with a reason: %s', async (approved, name) => {
    await open(asked());
    await user.click(button('Review request: Rotate credential'));
    const reason = inDialog().getByLabelText('Reason for your decision');
    expect(reason).toHaveFocus();
    await user.type(reason, 'Seen the key{Enter}');
    const decisions = () => [
      ...api.called('approveOperation'),
      ...api.called('rejectOperation'),
    ];
    expect(decisions()).toHaveLength(0);
    await user.click(inDialog().getByRole('button', { name }));
    expect(decisions()).toHaveLength(1);
    const [decision] = api.called(
      approved ? 'approveOperation' : 'rejectOperation',
    );
    expect(decision.input).toEqual({
      params: { id: 'asked' },
      body: { reason: 'Seen the key' },
    });
    await answer(() =>
      decision.answer(
        asked({
          status: approved ? 'running' : 'rejected',
          finishedAt: approved ? undefined : at(0),
          approval: {
            expiresAt: at(27),
            decidedBy: 'user:default/administrator',
            reason: 'Seen the key',
          },
        }),
      ),
    );
    expect(dialog()).toHaveTextContent(
      approved
        ? 'Approved by administrator: Seen the key'
        : 'Rejected by administrator: Seen the key',
    );
  });

  it('waits for another person than who asked', async () => {
    await open(asked({ actor: USER }));
    expect(cards()).toHaveTextContent('another person has to decide');
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    expect(
      inDialog().getByRole('button', { name: 'Approve: Rotate credential' }),
    ).toHaveAccessibleDescription(/another person has to decide/);
    expect(inDialog().queryByRole('textbox')).toBeNull();
  });

  it.each(['withdrawn', 'rejected', 'expired'] as const)(
    'was never started where it is %s',
    async status => {
      await open(asked({ status, finishedAt: at(-1) }));
      await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
      expect(dialog()).toHaveTextContent(/Production, asked for at/);
      expect(dialog()).not.toHaveTextContent('started');
    },
  );

  it('keeps the text around a reason in its order', async () => {
    await open(asked({ reason: '\u202edekoveR' }));
    await user.click(button('Review request: Rotate credential'));
    expect(inDialog().getByText('\u202edekoveR').tagName).toBe('BDI');
  });

  it('can be taken back by who asked', async () => {
    await open(asked({ actor: USER }));
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    await user.click(
      inDialog().getByRole('button', { name: 'Withdraw request' }),
    );
    expect(api.called('withdrawOperation')[0].input).toEqual({
      params: { id: 'asked' },
    });
    await answer(() =>
      api
        .called('withdrawOperation')[0]
        .answer(asked({ actor: USER, status: 'withdrawn', finishedAt: at(0) })),
    );
    expect(dialog()).toHaveTextContent('Rotate credential: withdrawn');
  });

  it('has an address to be sent', async () => {
    const copied = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await open(asked({ actor: USER }));
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    await user.click(inDialog().getByRole('button', { name: 'Copy link' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringMatching(/\?operation=asked&target=production$/),
    );
  });

  describe('on a deployment that has changed since', () => {
    const stale = (changes = {}) =>
      asked({
        approval: { expiresAt: at(27), deploymentHash: 'a' },
        ...changes,
      });

    beforeEach(() => {
      api.answers.actions = actionList([rotation()], { deploymentHash: 'b' });
    });

    it('can only be rejected', async () => {
      await open(stale());
      expect(cards()).toHaveTextContent('The deployment has changed since');
      await user.click(button('Review request: Rotate credential'));
      const approve = inDialog().getByRole('button', {
        name: 'Approve: Rotate credential',
      });
      expect(approve).toHaveAccessibleDescription(
        /can’t be carried out any more. Reject it, so that responder can ask again\./,
      );
      await user.click(approve);
      expect(api.called('approveOperation')).toHaveLength(0);
      await user.type(
        inDialog().getByLabelText('Reason for your decision'),
        'Changed',
      );
      await user.click(inDialog().getByRole('button', { name: 'Reject' }));
      expect(api.called('rejectOperation')).toHaveLength(1);
    });

    it('is asked for anew by who asked', async () => {
      await open(stale({ actor: USER }));
      await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
      expect(dialog()).toHaveTextContent(
        'Ask again for the deployment as it is now.',
      );
      await user.click(inDialog().getByRole('button', { name: 'Ask again' }));
      await answer(() =>
        api
          .called('withdrawOperation')[0]
          .answer(
            stale({ actor: USER, status: 'withdrawn', finishedAt: at(0) }),
          ),
      );
      await pass(50);
      expect(inDialog().getByLabelText('New key')).toBeInTheDocument();
    });
  });

  it('shows what it would change, and what may undo that', async () => {
    api.answers.actions = actionList([
      rotation({
        allowed: false,
        refusals: [{ by: 'state', reason: 'The deployment is paused.' }],
      }),
    ]);
    const change = { kind: 'Deployment', namespace: 'default', name: 'app' };
    const preview = {
      changes: [{ ...change, diff: '@@ -1,1 +1,1 @@\n-old\n+new\n' }],
      warnings: ['Argo CD will undo it.'],
    };
    await open(asked({ approval: { expiresAt: at(27), preview } }));
    await user.click(button('Review request: Rotate credential'));
    const store = inDialog().getByRole('region', {
      name: 'What the cluster will store',
    });
    expect(store).toHaveTextContent('Deployment default/app');
    expect(store).toHaveTextContent('+new');
    expect(dialog()).toHaveTextContent('Argo CD will undo it.');
    expect(dialog()).toHaveTextContent('The deployment is paused.');
    expect(inDialog().queryByRole('checkbox')).toBeNull();
  });

  it('shows once what is warned of now and was warned of then', async () => {
    const fails = (share: number) =>
      `${share}% of requests fail. Without the fallback, users get these errors.`;
    api.answers.actions = actionList([rotation({ warnings: [fails(44)] })]);
    const preview = {
      changes: [],
      warnings: [fails(43), 'Ideogram still announces trouble.'],
    };
    await open(asked({ approval: { expiresAt: at(27), preview } }));
    await user.click(button('Review request: Rotate credential'));
    const store = inDialog().getByRole('region', {
      name: 'What the cluster will store',
    });
    expect(dialog()).toHaveTextContent(fails(44));
    expect(dialog()).not.toHaveTextContent(fails(43));
    expect(store).toHaveTextContent(
      /when it was asked for.*Ideogram still announces trouble\./,
    );
  });

  it('says who may not decide, and why', async () => {
    api.answers.actions = actionList([
      rotation({
        allowed: false,
        refusals: [{ by: 'permission', reason: 'Ask an administrator.' }],
      }),
    ]);
    await open(asked());
    expect(cards()).toHaveTextContent('Ask an administrator.');
  });

  it('says that somebody was faster, and loses nothing', async () => {
    await open(asked());
    await user.click(button('Review request: Rotate credential'));
    const reason = inDialog().getByLabelText('Reason for your decision');
    await user.type(reason, 'Seen');
    await user.click(inDialog().getByRole('button', { name: 'Reject' }));
    const error = {
      name: 'ConflictError',
      message: 'It was approved already.',
    };
    const conflict = await responseError(409, error);
    await answer(() => api.called('rejectOperation')[0].fail(conflict));
    expect(dialog()).toHaveTextContent('It was approved already.');
    expect(reason).toHaveValue('Seen');
  });
});

it('leads from a rotated key to where the old one is revoked', async () => {
  api.answers.targets = {
    targets: [
      {
        name: 'production',
        title: 'Production',
        links: [
          // eslint-disable-next-line no-script-url
          { title: 'Ideogram account', url: 'javascript:alert(1)' },
          { title: 'Ideogram console', url: 'https://ideogram.example.com' },
        ],
      },
    ],
    undefinedTargets: [],
  };
  await open(
    ended('a', -4, { action: 'rotate-credential', title: 'Rotate credential' }),
  );
  await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
  expect(dialog()).toHaveTextContent(
    'Left to do: revoke the old key at Ideogram.',
  );
  expect(
    inDialog().getByRole('link', { name: 'Open Ideogram console' }),
  ).toHaveAttribute('href', 'https://ideogram.example.com');
});

describe('a key that is found to be refused', () => {
  const verified = ended('a', -4, {
    action: 'verify-credential',
    title: 'Verify credential',
    outcome: 'key-refused',
    summary: 'Ideogram was asked about the key 9f3c 41d2: it answers 401.',
  });

  it('is no failure, and leads to the rotation', async () => {
    await open(verified);
    expect(cards()).toHaveTextContent(
      /Verify credential.*Key refused by Ideogram, .* 9f3c 41d2/,
    );
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    expect(dialog()).toHaveTextContent('Key refused by Ideogram');
    await user.click(
      inDialog().getByRole('button', { name: 'Rotate credential' }),
    );
    expect(inDialog().getByLabelText('New key')).toHaveFocus();
  });

  it('leads nobody to it who may not rotate', async () => {
    api.answers.actions = actionList([rotation({ allowed: false })]);
    await open(verified);
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    expect(
      inDialog().queryByRole('button', { name: 'Rotate credential' }),
    ).toBeNull();
  });
});

it('says that it is done, and that errors continue', async () => {
  await open(
    ended('a', -4, {
      outcome: 'errors-continue',
      summary: 'The change is made, but errors continue: 42% of requests fail.',
    }),
  );
  expect(cards()).toHaveTextContent(
    /Fallback enabled.*Done, but errors continue, .* 42% of requests fail\./,
  );
});

describe('an operation that only waits', () => {
  const waiting = () =>
    operation('one', at(-9), {
      action: 'restart',
      title: 'Restart the integration',
    });
  const stopButton = () =>
    inDialog().getByRole('button', { name: 'Stop waiting' });
  const opened = async () => {
    await open(waiting());
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
  };

  it('can be left alone, and says beforehand that the change stays', async () => {
    await opened();
    expect(dialog()).toHaveTextContent('the change stays as it is');
    await user.click(stopButton());
    await user.click(stopButton());
    expect(api.called('stopWaiting')).toHaveLength(1);
    const [stopped] = api.called('stopWaiting');
    expect(stopped.input).toEqual({ params: { id: 'one' } });
    await answer(() =>
      stopped.answer({
        ...waiting(),
        status: 'stopped',
        finishedAt: at(0),
        summary: 'The change is made and stays.',
      }),
    );
    expect(dialog()).toHaveAccessibleName(
      'Restart the integration: waiting stopped',
    );
    expect(dialog()).toHaveTextContent('The change is made and stays.');
    expect(
      inDialog().queryByRole('button', { name: 'Stop waiting' }),
    ).toBeNull();
  });

  it('says why it still waits', async () => {
    await opened();
    await user.click(stopButton());
    const conflict = await responseError(409, {
      name: 'ConflictError',
      message: 'It is making its change.',
    });
    await answer(() => api.called('stopWaiting')[0].fail(conflict));
    expect(dialog()).toHaveTextContent(
      /Waiting could not be stopped.*It is making its change\./,
    );
    expect(stopButton()).toBeEnabled();
  });

  it.each([
    ['to who may not run it', waiting(), [{ by: 'permission', reason: 'No.' }]],
    ['before the change is made', { ...waiting(), rollout: undefined }, []],
  ])('is not left alone %s', async (_, one, refusals) => {
    api.answers.actions = actionList([
      action('restart', { allowed: refusals.length === 0, refusals } as object),
    ]);
    await open(one);
    await user.click(within(cards()).getByRole('button', { name: /^Open/ }));
    expect(
      inDialog().queryByRole('button', { name: 'Stop waiting' }),
    ).toBeNull();
  });
});
