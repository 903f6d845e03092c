import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  Action,
  Operation,
} from 'backstage-plugin-ideogram-incident-common';
import {
  button,
  dialog,
  heard,
  inDialog,
  openTab,
  pass,
} from '../../../../__testUtils__/incidentTab';
import { MockIncidentApi } from '../../../../testing/MockIncidentApi';
import {
  action,
  actionList,
  operation,
  rotation,
  step,
} from '../../../../testing/operations';
import {
  reading,
  vendorOutageReadings,
  withChanges,
} from '../../../../testing/readings';
import { responseError } from '../../../../testing/responseError';
import { triageOf } from '../../../../testing/triages';

// Drawn on a canvas, which jsdom has not; they have tests of their own.
jest.mock('../../../triage/components/Charts/OverTime', () => ({
  OverTime: () => null,
}));

// The whole tab is drawn each time, and machines can be busy.
jest.setTimeout(30_000);

const NOW = new Date('2026-11-25T14:00:00.000Z');
const CHANGE = {
  kind: 'Deployment',
  namespace: 'default',
  name: 'ideogram-integration',
  diff: '@@ -1 +1,2 @@\n env:\n+  - name: IDEOGRAM_FALLBACK\n',
};
const SECRET = 'ig_live_0123456789';

let api: MockIncidentApi;
let user: ReturnType<typeof userEvent.setup>;

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
});

afterEach(() => {
  jest.useRealTimers();
});

const now = () => new Date().toISOString();
const primary = (name: string | RegExp) =>
  inDialog().getByRole('button', { name });
const answer = (settle: () => void) =>
  act(async () => {
    settle();
    await jest.advanceTimersByTimeAsync(10);
  });

/** The tab during an outage, where these may be run. */
async function open(...actions: Action[]) {
  api.answers.actions = actionList(actions);
  await openTab(api, vendorOutageReadings(now()));
}

async function openFallback(changes: Partial<Action> = {}) {
  await open(action('enable-fallback', changes));
  await user.click(button(/^(Ask for approval to e|E)nable fallback$/));
  await pass(10);
}

/** A rotation is no step of an outage: it stands in for the fallback. */
async function openRotation() {
  await open(rotation({ id: 'enable-fallback' }));
  await user.click(button('Rotate credential'));
  await pass(10);
}

describe('the button of a step', () => {
  it('is the one that is filled, and its command is folded', async () => {
    api.answers.actions = actionList([
      action('enable-fallback'),
      action('disable-fallback'),
    ]);
    await openTab(api, vendorOutageReadings(now()), { styled: true });
    expect(button('Enable fallback')).toHaveClass('MuiButton-contained');
    expect(button('Disable fallback')).toHaveClass('MuiButton-outlined');
    expect(
      button('Copy the command of step 1').closest('details'),
    ).not.toHaveAttribute('open');
    expect(document.querySelectorAll('.MuiButton-contained')).toHaveLength(1);
  });

  it('says why it can not be pressed, and keeps the focus', async () => {
    const refusals = [
      { by: 'permission' as const, reason: 'Ask its owners.' },
      { by: 'state' as const, reason: 'The deployment is paused.' },
    ];
    await open(action('enable-fallback', { allowed: false, refusals }));
    const off = button('Enable fallback');
    expect(off).toHaveAttribute('aria-disabled', 'true');
    expect(off).toHaveAccessibleDescription(
      'You may look, but not change anything here. Ask images-team. The deployment is paused.',
    );
    act(() => off.focus());
    expect(off).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('says once whom to ask for all that may not be pressed', async () => {
    const locked = {
      allowed: false,
      refusals: [{ by: 'permission' as const, reason: 'A permission.' }],
    };
    api.answers.targets = {
      targets: [
        {
          name: 'production',
          title: 'Production',
          links: [],
          escalation: '#platform-oncall',
        },
      ],
      undefinedTargets: [],
    };
    api.answers.actions = actionList([
      action('enable-fallback', locked),
      action('disable-fallback', locked),
      action('restart'),
    ]);
    await openTab(api, vendorOutageReadings(now()));
    const whom =
      'You may not press the buttons with a lock. Ask images-team (owner) or #platform-oncall.';
    for (const name of ['Enable fallback', 'Disable fallback']) {
      expect(button(name)).toHaveAccessibleDescription(whom);
    }
    const told = screen.getAllByText(/#platform-oncall/);
    expect(told).toHaveLength(1);
    expect(told[0].parentElement).toHaveTextContent(whom);
    expect(screen.queryByText(/A permission/)).not.toBeInTheDocument();
  });

  it('says it once too where two branches have the same button', async () => {
    const refusals = [{ by: 'permission' as const, reason: 'A permission.' }];
    await open(action('enable-fallback', { allowed: false, refusals }));
    const triage = triageOf(vendorOutageReadings(now()));
    const fallback = { text: 'Enable fallback', action: 'enable-fallback' };
    const guidance = [fallback, { ...fallback }];
    await pass(10_000);
    api
      .triageStream()
      .triage({ ...triage, decision: { ...triage.decision, guidance } });
    await pass(50);
    expect(
      screen.getAllByRole('button', { name: 'Enable fallback' }),
    ).toHaveLength(2);
    expect(screen.getAllByText(/^You may look/)).toHaveLength(1);
  });

  it('is not there where the backend does not offer it', async () => {
    await open(action('restart'));
    expect(
      screen.queryByRole('button', { name: 'Enable fallback' }),
    ).toBeNull();
    expect(button('Copy the command of step 1').closest('details')).toBeNull();
  });

  it('gives way to commands where nothing is known', async () => {
    api.answers.actions = new Error('Failed to fetch');
    await openTab(api, vendorOutageReadings(now()));
    expect(screen.getByText(/Buttons can’t be shown/)).toBeInTheDocument();
    expect(button('Copy the command of step 1').closest('details')).toBeNull();
  });

  it('can not be pressed once the workload is seen to be gone', async () => {
    await open(action('enable-fallback'));
    await pass(9_000);
    await user.click(button('Enable fallback'));
    await user.keyboard('{Escape}');
    const refusals = [
      { by: 'cluster' as const, reason: 'There is no deployment.' },
    ];
    const gone = { allowed: false, refusals };
    api.answers.actions = actionList([action('enable-fallback', gone)]);
    await pass(2_000);
    const missing = reading(now(), 'workload', 'failing', 'Deployment missing');
    api
      .triageStream()
      .triage(triageOf(withChanges(vendorOutageReadings(now()), [missing])));
    await pass(50);
    expect(button('Enable fallback')).toHaveAccessibleDescription(
      'There is no deployment.',
    );
  });

  it('is there too for what no step asks for, out of the way', async () => {
    await open(action('enable-fallback'), action('scale-out'));
    const others = screen.getByText('1 other action').closest('details')!;
    expect(others).not.toHaveAttribute('open');
    await user.click(within(others).getByText('1 other action'));
    await user.click(within(others).getByRole('button', { name: 'scale-out' }));
    expect(dialog()).toHaveAccessibleName('scale-out');
  });

  it('asks for approval where that is needed', async () => {
    await openFallback({ needs: { reason: false, approval: true } });
    await user.click(primary('Ask for approval to enable fallback'));
    await answer(() =>
      api.started('runAction')[0].answer(
        operation('asked', now(), {
          status: 'awaiting-approval',
          steps: [],
          approval: { expiresAt: '2026-11-25T14:30:00.000Z' },
        }),
      ),
    );
    expect(dialog()).toHaveTextContent(
      /Waiting for a second person until .*30\smin left/,
    );
  });
});

describe('before an action', () => {
  it('shows what will happen, who acts, and what the cluster will store', async () => {
    await openFallback();
    expect(dialog()).toHaveAccessibleName('Enable fallback');
    expect(dialog()).toHaveTextContent('IDEOGRAM_FALLBACK=true is set.');
    expect(dialog()).toHaveTextContent('the record names you');
    expect(dialog()).toHaveTextContent('No other operation is changing');
    expect(inDialog().getByLabelText('Reason (optional)')).toHaveFocus();
    await answer(() =>
      api.called('runAction')[0].answer({ changes: [CHANGE], warnings: [] }),
    );
    const store = within(
      inDialog().getByRole('region', { name: 'What the cluster will store' }),
    );
    expect(
      store.getByText('Deployment default/ideogram-integration'),
    ).toBeInTheDocument();
    expect(store.getByText(/- name: IDEOGRAM_FALLBACK/)).toBeInTheDocument();
    expect(api.started('runAction')).toHaveLength(0);
  });

  it('offers no preview of what changes nothing', async () => {
    await open(action('enable-fallback', { readOnly: true }));
    expect(
      screen.queryByRole('button', { name: /^Preview change/ }),
    ).toBeNull();
    await user.click(button('Enable fallback'));
    await pass(10);
    expect(dialog()).not.toHaveTextContent('What the cluster will store');
    expect(api.called('runAction')).toHaveLength(0);
    await user.click(primary('Enable fallback'));
    expect(api.started('runAction')).toHaveLength(1);
  });

  it('opens for the preview too', async () => {
    await open(action('enable-fallback'));
    await user.click(button('Preview change: Enable fallback'));
    await pass(10);
    expect(api.called('runAction')).toHaveLength(1);
  });

  it('can be previewed again where that failed', async () => {
    await openFallback();
    const problem = {
      issue: 'A webhook.',
      cause: 'It says no.',
      solution: 'Ask.',
    };
    const error = { name: 'RefusedError', message: 'No', problem };
    const refused = await responseError(422, error);
    await answer(() => api.called('runAction')[0].fail(refused));
    expect(dialog()).toHaveTextContent('It says no.');
    await user.click(primary('Try again'));
    await answer(() =>
      api.called('runAction')[1].answer({ changes: [], warnings: [] }),
    );
    expect(dialog()).toHaveTextContent('Nothing in the cluster is changed.');
  });

  it('waits until a warning is known', async () => {
    await openFallback({ warnings: ['Argo CD will put it back.'] });
    const run = primary('Enable fallback');
    expect(run).toHaveAttribute('aria-disabled', 'true');
    expect(run).toHaveAccessibleDescription(/Still needed: the tick/);
    await user.click(run);
    expect(api.started('runAction')).toHaveLength(0);
    await user.click(inDialog().getByLabelText('I understand'));
    await user.click(primary('Enable fallback'));
    expect(api.started('runAction')).toHaveLength(1);
  });

  it('asks anew where the preview brings another warning', async () => {
    await openFallback({ warnings: ['Argo CD will put it back.'] });
    await user.click(inDialog().getByLabelText('I understand'));
    await answer(() =>
      api
        .called('runAction')[0]
        .answer({ changes: [], warnings: ['A quota is near.'] }),
    );
    expect(inDialog().getByLabelText('I understand')).not.toBeChecked();
  });

  it('asks for one tick where the preview repeats what is known', async () => {
    await openFallback({ warnings: ['43% of 3 requests/s fail.'] });
    await user.click(inDialog().getByLabelText('I understand'));
    await answer(() =>
      api
        .called('runAction')[0]
        .answer({ changes: [], warnings: ['44% of 3 requests/s fail.'] }),
    );
    expect(inDialog().getByLabelText('I understand')).toBeChecked();
    expect(dialog()).not.toHaveTextContent('44%');
  });

  it('takes a secret that can not be shown, and a reason', async () => {
    await openRotation();
    const key = inDialog().getByLabelText('New key');
    expect(key).toHaveFocus();
    expect(key).toHaveAttribute('type', 'password');
    expect(key).toHaveAttribute('autocomplete', 'off');
    expect(key).toHaveAccessibleDescription(/never shown, stored or logged/);
    expect(api.called('runAction')).toHaveLength(0);
    expect(primary('Rotate credential')).toHaveAccessibleDescription(
      'Still needed: New key, Reason.',
    );
    await user.type(key, 'short');
    expect(key).toHaveAccessibleDescription('At least 8 characters.');
    await user.clear(key);
    await user.type(key, `${SECRET}{Enter}`);
    await user.type(inDialog().getByLabelText('Reason'), 'Revoked');
    expect(api.started('runAction')).toHaveLength(0);
    await user.click(primary('Preview change'));
    expect(api.called('runAction')[0].input).toMatchObject({
      body: { parameters: { apiKey: SECRET }, dryRun: true },
    });
    await user.click(primary('Rotate credential'));
    expect(api.started('runAction')[0].input).toMatchObject({
      params: { action: 'enable-fallback' },
      body: {
        target: 'production',
        parameters: { apiKey: SECRET },
        reason: 'Revoked',
      },
    });
  });

  it('says what is wrong with a secret, and asks nobody about it', async () => {
    await openRotation();
    const key = inDialog().getByLabelText('New key');
    await user.type(key, `${SECRET} x`);
    expect(key).toBeInvalid();
    expect(key).toHaveAccessibleDescription(
      'The key holds a space: copy it again.',
    );
    expect(dialog()).not.toHaveTextContent(SECRET);
    expect(
      inDialog().queryByRole('button', { name: 'Preview change' }),
    ).toBeNull();
    await user.click(primary('Rotate credential'));
    expect([
      ...api.called('runAction'),
      ...api.started('runAction'),
    ]).toHaveLength(0);
    await user.type(key, '{Backspace}{Backspace}');
    expect(key).toBeValid();
    expect(primary('Preview change')).toBeInTheDocument();
  });

  it('forgets a preview of what was typed before', async () => {
    await openRotation();
    await user.type(inDialog().getByLabelText('New key'), SECRET);
    await user.click(primary('Preview change'));
    await user.type(inDialog().getByLabelText('New key'), '0');
    await answer(() =>
      api.called('runAction')[0].answer({ changes: [CHANGE], warnings: [] }),
    );
    expect(dialog()).not.toHaveTextContent(CHANGE.name);
    expect(primary('Preview change')).toBeInTheDocument();
  });

  it('closes by Escape, gives the focus back, and has run nothing', async () => {
    await openFallback();
    await user.keyboard('{Escape}');
    await pass(10);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(button('Enable fallback')).toHaveFocus();
    expect(api.started('runAction')).toHaveLength(0);
  });
});

describe('once it is pressed', () => {
  const begun = () =>
    operation('one', now(), {
      steps: [step('Look at the deployment', 'running', now())],
      rollout: undefined,
    });

  it('is sent once, however often it is pressed', async () => {
    await openFallback();
    await user.dblClick(primary('Enable fallback'));
    expect(api.started('runAction')).toHaveLength(1);
    expect(api.started('runAction')[0].input.idempotencyKey).toMatch(
      /^[\da-f-]{32,36}$/,
    );
  });

  it('is followed to its end, step by step', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() => api.started('runAction')[0].answer(begun()));
    expect(dialog()).toHaveAccessibleName('Enabling fallback');
    expect(dialog()).toHaveTextContent('You may close this window.');
    await answer(() =>
      api.operationStream('one').operation(operation('one', now())),
    );
    expect(dialog()).toHaveTextContent('4 of 6 pods replaced, 3 ready.');
    expect(heard()).toContain('Enable fallback: Pods restart');
    await pass(5_000);
    const asked = api.called('actions').length;
    await answer(() =>
      api.operationStream('one').operation(
        operation('one', NOW.toISOString(), {
          status: 'succeeded',
          outcome: 'verified',
          finishedAt: now(),
          summary: '0.8% of requests fail.',
        }),
      ),
    );
    expect(dialog()).toHaveAccessibleName('Fallback enabled');
    expect(dialog()).toHaveTextContent(
      /0\.8% of requests fail\. Took \d+\ss\./,
    );
    expect(heard()).toContain('Enable fallback: Verified');
    expect(api.called('actions').length).toBeGreaterThan(asked);
  });

  it('goes on, and stays on the tab, when the dialog is closed', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() =>
      api.started('runAction')[0].answer(operation('one', now())),
    );
    await user.keyboard('{Escape}');
    await pass(2_000);
    const cards = within(screen.getByRole('list', { name: 'Operations' }));
    expect(cards.getByRole('listitem')).toHaveTextContent(
      /Enabling fallback, 2\s.*Pods restart: 3 of 6 ready. By responder./,
    );
    // Not its button, which has only just come: that throws in a browser.
    expect(cards.getByRole('listitem')).toHaveFocus();
    const guidance = within(
      screen.getByRole('region', { name: 'What to do now' }),
    );
    await user.click(guidance.getByRole('button', { name: /^Open/ }));
    expect(dialog()).toHaveAccessibleName('Enabling fallback');
  });

  it('is on the tab where it was closed before the answer', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await user.keyboard('{Escape}');
    await answer(() =>
      api.started('runAction')[0].answer(operation('one', now())),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Operations' })).toHaveTextContent(
      'Enabling fallback',
    );
  });

  it('says what failed at once, and has it to be copied', async () => {
    const copied = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() => api.started('runAction')[0].answer(begun()));
    await answer(() =>
      api.operationStream('one').operation(
        operation('one', now(), {
          status: 'failed',
          finishedAt: now(),
          error: {
            issue: 'Nothing was changed.',
            cause: 'Denied.',
            solution: 'Escalate.',
          },
        }),
      ),
    );
    expect(dialog()).toHaveTextContent('Nothing was changed.');
    expect(heard()).toContain('Enable fallback failed. Nothing was changed.');
    await user.click(primary('Copy details'));
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('Cause: Denied.'),
    );
  });

  const failedWith = (error: Operation['error']) =>
    answer(() =>
      api
        .operationStream('one')
        .operation({ ...begun(), status: 'failed', finishedAt: now(), error }),
    );

  async function rotate() {
    await openRotation();
    await user.type(inDialog().getByLabelText('New key'), SECRET);
    await user.type(inDialog().getByLabelText('Reason'), 'Revoked');
    await user.click(primary('Rotate credential'));
    await answer(() =>
      api
        .started('runAction')[0]
        .answer({ ...begun(), action: 'enable-fallback' }),
    );
  }

  it('leads back to what was entered, where that is refused', async () => {
    await rotate();
    expect(inDialog().queryByLabelText('New key')).toBeNull();
    await failedWith({
      issue: 'Nothing was changed: Ideogram refuses the new key.',
      cause: 'It answers 401.',
      solution: 'Copy the key again.',
      parameter: 'apiKey',
    });
    await pass(50);
    const key = inDialog().getByLabelText('New key');
    expect(key).toHaveValue(SECRET);
    expect(key).toHaveFocus();
    expect(key).toBeInvalid();
    expect(key).toHaveAccessibleDescription(
      'Nothing was changed: Ideogram refuses the new key.',
    );
    expect(dialog()).toHaveTextContent('Copy the key again.');
    expect(inDialog().getByLabelText('Reason')).toHaveValue('Revoked');

    await user.type(key, '9');
    expect(key).toBeValid();
    await user.click(primary('Rotate credential'));
    expect(api.started('runAction')[1].input).toMatchObject({
      body: { parameters: { apiKey: `${SECRET}9` }, reason: 'Revoked' },
    });
  });

  it('keeps what was entered where it fails for something else', async () => {
    await rotate();
    await failedWith({ issue: 'I.', cause: 'C.', solution: 'S.' });
    await user.click(primary('Try again'));
    await pass(50);
    expect(inDialog().getByLabelText('New key')).toHaveValue(SECRET);
    expect(inDialog().getByLabelText('Reason')).toHaveValue('Revoked');
  });

  it('forgets what was entered once it is closed', async () => {
    await rotate();
    await user.keyboard('{Escape}');
    await failedWith({
      issue: 'I.',
      cause: 'C.',
      solution: 'S.',
      parameter: 'apiKey',
    });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const cards = within(screen.getByRole('list', { name: 'Operations' }));
    await user.click(cards.getByRole('button', { name: /^Open/ }));
    await user.click(primary('Try again'));
    await pass(50);
    expect(inDialog().getByLabelText('New key')).toHaveValue('');
  });

  it('never looks verified where it is not', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() =>
      api.started('runAction')[0].answer(
        operation('one', now(), {
          status: 'succeeded',
          outcome: 'unverified',
          finishedAt: now(),
        }),
      ),
    );
    expect(dialog()).toHaveTextContent('Not verified');
    expect(dialog()).toHaveTextContent('Look at the readings');
  });

  it('says while the connection is lost', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() => api.started('runAction')[0].answer(begun()));
    await answer(() => api.operationStream('one').loseConnection());
    expect(dialog()).toHaveTextContent('The connection is lost.');
  });
});

describe('where it is not taken', () => {
  it('is sent again with the same key after a lost answer', async () => {
    await openRotation();
    await user.type(inDialog().getByLabelText('New key'), SECRET);
    await user.type(inDialog().getByLabelText('Reason'), 'Revoked');
    await user.click(primary('Rotate credential'));
    await answer(() =>
      api.started('runAction')[0].fail(new TypeError('Failed to fetch')),
    );
    expect(dialog()).toHaveTextContent('The answer was lost');
    const reason = inDialog().getByLabelText('Reason');
    expect(reason).toHaveValue('Revoked');
    await user.type(reason, ' and more');
    expect(reason).toHaveValue('Revoked');
    await user.click(primary('Try again'));
    expect(api.started('runAction')[1].input).toEqual(
      api.started('runAction')[0].input,
    );
  });

  it('keeps that key when it is closed and opened', async () => {
    await openFallback();
    await user.click(primary('Enable fallback'));
    await answer(() =>
      api.started('runAction')[0].fail(new TypeError('Failed to fetch')),
    );
    await user.click(primary('Cancel'));
    await pass(10);
    await user.click(button('Enable fallback'));
    await pass(10);
    await user.click(primary('Enable fallback'));
    expect(api.started('runAction')[1].input).toEqual(
      api.started('runAction')[0].input,
    );
  });

  it.each([
    [403, 'NotAllowedError', 'You may not do this'],
    [400, 'InputError', 'The request was not understood'],
    [422, 'RefusedError', 'It was refused'],
  ])(
    'says why with %d, loses nothing, and takes a new key',
    async (status, name, title) => {
      await openFallback();
      await user.type(inDialog().getByLabelText('Reason (optional)'), 'Outage');
      await user.click(primary('Enable fallback'));
      const error = await responseError(status, { name, message: 'The words' });
      await answer(() => api.started('runAction')[0].fail(error));
      expect(inDialog().getAllByRole('alert')[0]).toHaveTextContent(
        `${title}The words`,
      );
      expect(inDialog().getByLabelText('Reason (optional)')).toHaveValue(
        'Outage',
      );
      await user.click(primary('Enable fallback'));
      expect(api.started('runAction')[1].input.idempotencyKey).not.toBe(
        api.started('runAction')[0].input.idempotencyKey,
      );
    },
  );

  it('leads to the operation that stands in the way', async () => {
    await openFallback();
    await user.type(inDialog().getByLabelText('Reason (optional)'), 'Outage');
    await user.click(primary('Enable fallback'));
    const other = operation('two', now(), { action: 'restart' });
    api.answers.operations = { operations: [other] };
    const busy = { name: 'ConflictError', message: 'Busy', operation: 'two' };
    const error = await responseError(409, busy);
    await answer(() => api.started('runAction')[0].fail(error));
    await user.click(primary('See what runs'));
    await pass(10);
    expect(dialog()).toHaveAccessibleName('Restarting the integration');
    await user.click(primary('Back'));
    await pass(10);
    expect(inDialog().getByLabelText('Reason (optional)')).toHaveValue(
      'Outage',
    );
  });

  describe('by an operation of another component', () => {
    const other = () =>
      operation('two', now(), {
        action: 'restart',
        entityRef: 'component:default/other',
      });

    beforeEach(async () => {
      await openFallback();
      await user.click(primary('Enable fallback'));
      const busy = { name: 'ConflictError', message: 'Busy', operation: 'two' };
      const error = await responseError(409, busy);
      await answer(() => api.started('runAction')[0].fail(error));
      await user.click(primary('See what runs'));
    });

    const failWith = async (status: number, name: string) => {
      const error = await responseError(status, { name, message: 'No' });
      await answer(() => api.operationStream('two').fail(error));
    };

    it('follows it to its end, and says whose it is', async () => {
      await answer(() => api.operationStream('two').operation(other()));
      expect(dialog()).toHaveAccessibleName('Restarting the integration');
      expect(dialog()).toHaveTextContent('It belongs to other');
      expect(dialog()).toHaveTextContent('4 of 6 pods replaced, 3 ready.');
      await answer(() => api.operationStream('two').loseConnection());
      expect(dialog()).toHaveTextContent('The connection is lost.');
      await answer(() =>
        api.operationStream('two').operation({
          ...other(),
          status: 'succeeded',
          outcome: 'verified',
          finishedAt: now(),
        }),
      );
      expect(dialog()).toHaveAccessibleName('Integration restarted');
      expect(dialog()).not.toHaveTextContent('The connection is lost.');
      expect(
        screen.queryByRole('list', { name: 'Operations', hidden: true }),
      ).toBeNull();
    });

    it.each([
      [403, 'NotAllowedError', 'You may not see this operation'],
      [401, 'AuthenticationError', 'The operation can’t be read'],
    ])('says why it is not shown with %d', async (status, name, title) => {
      await failWith(status, name);
      expect(dialog()).toHaveAccessibleName(title);
      await user.click(primary('Try again'));
      await answer(() => api.operationStream('two').operation(other()));
      expect(dialog()).toHaveAccessibleName('Restarting the integration');
    });

    it('says that it is gone, and offers no second try', async () => {
      await failWith(404, 'NotFoundError');
      expect(dialog()).toHaveAccessibleName('There is no such operation');
      expect(
        inDialog().queryByRole('button', { name: 'Try again' }),
      ).toBeNull();
    });

    it('says that the portal does not answer, and shows it once it does', async () => {
      await answer(() => api.operationStream('two').loseConnection());
      expect(dialog()).toHaveAccessibleName('The operation can’t be read');
      await answer(() => api.operationStream('two').operation(other()));
      expect(dialog()).toHaveAccessibleName('Restarting the integration');
    });

    it('is not followed any more once it is closed', async () => {
      const { signal } = api.operationStream('two');
      await user.keyboard('{Escape}');
      expect(signal?.aborted).toBe(true);
    });
  });

  it('shows what has come in the way since it was opened', async () => {
    await open(action('enable-fallback'));
    api.answers.actions = actionList([
      action('enable-fallback', {
        allowed: false,
        refusals: [{ by: 'state', reason: 'Fallback is already on.' }],
      }),
    ]);
    await user.click(button('Enable fallback'));
    await pass(10);
    expect(dialog()).toHaveTextContent('Fallback is already on.');
    expect(primary('Enable fallback')).toHaveAttribute('aria-disabled', 'true');
  });
});
