import { mockServices } from '@backstage/backend-test-utils';
import { recordAttempt } from './attempt';

const event = { id: 'message-send', severity: 'medium' } as const;

function setUp() {
  const auditor = mockServices.auditor.mock();
  const recorded = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(recorded);
  return { auditor, recorded };
}

it('records what is attempted without a request, and how it went', async () => {
  const { auditor, recorded } = setUp();
  const attempt = await recordAttempt(auditor, {
    event,
    named: { entityRef: 'component:default/checkout', action: undefined },
    input: { reason: 'Due at 15:00', dryRun: true },
  });
  expect(auditor.createEvent).toHaveBeenCalledWith({
    eventId: 'message-send',
    severityLevel: 'medium',
    request: undefined,
    meta: {
      entityRef: 'component:default/checkout',
      reason: 'Due at 15:00',
      dryRun: true,
    },
  });
  attempt.about({ incident: 'INC-17' });
  await attempt.success();
  expect(recorded.success).toHaveBeenCalledWith({
    meta: { incident: 'INC-17' },
  });
  const error = new Error('No such channel');
  await attempt.fail(error);
  expect(recorded.fail).toHaveBeenCalledWith({
    error,
    meta: { incident: 'INC-17' },
  });
});

it('is bounded, and takes over nothing that it does not know', async () => {
  const { auditor } = setUp();
  await recordAttempt(auditor, {
    event,
    named: { document: 'x'.repeat(1000), list: ['a'], empty: '' },
    input: { target: { toString: 'production' }, text: 'Anything', reason: 7 },
  });
  const [[{ meta }]] = auditor.createEvent.mock.calls;
  expect(meta).toEqual({ document: 'x'.repeat(253) });
});

it.each([undefined, null, 'text', 7, []])('takes %p for input', async input => {
  const { auditor } = setUp();
  await recordAttempt(auditor, { event, named: {}, input });
  expect(auditor.createEvent.mock.calls[0][0].meta).toEqual({});
});
