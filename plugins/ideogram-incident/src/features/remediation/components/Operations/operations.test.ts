import { operation, step } from '../../../../testing/operations';
import { displayStatusOf, durationSecondsOf } from './displayStatus';
import { operationDetails } from './operationTexts';

const AT = '2026-11-25T14:00:00.000Z';
const LATER = '2026-11-25T14:07:12.000Z';

it.each([
  [{ status: 'succeeded', outcome: 'verified' }, 'verified'],
  [{ status: 'succeeded', outcome: 'unverified' }, 'unverified'],
  [{ status: 'succeeded', outcome: 'errors-continue' }, 'errors-continue'],
  [{ status: 'succeeded', outcome: 'key-refused' }, 'key-refused'],
  [{ status: 'succeeded' }, 'done'],
  [{ status: 'failed' }, 'failed'],
  [{ status: 'running', outcome: undefined }, 'running'],
] as const)('%j looks %s', (changes, look) => {
  expect(displayStatusOf(operation('one', AT, changes))).toBe(look);
});

it('counts until it has ended', () => {
  expect(durationSecondsOf(operation('one', AT), Date.parse(LATER))).toBe(432);
  expect(
    durationSecondsOf(operation('one', AT, { finishedAt: AT }), 9e15),
  ).toBe(0);
  expect(durationSecondsOf(operation('one', LATER), Date.parse(AT))).toBe(0);
});

it.each(['awaiting-approval', 'rejected', 'withdrawn', 'expired'] as const)(
  'has not begun where it is %s',
  status => {
    const one = operation('one', AT, { status, finishedAt: LATER });
    expect(durationSecondsOf(one, Date.parse(LATER))).toBeUndefined();
  },
);

it('counts from the approval on', () => {
  const decided = '2026-11-25T14:05:00.000Z';
  const approval = { expiresAt: LATER, decidedAt: decided };
  expect(
    durationSecondsOf(operation('one', AT, { approval }), Date.parse(LATER)),
  ).toBe(132);
});

it('tells everything to whoever is asked for help', () => {
  expect(
    operationDetails(
      operation('one', AT, {
        status: 'failed',
        reason: 'Outage',
        steps: [step('Secret changed', 'failed', LATER, 'Denied')],
        error: { issue: 'I.', cause: 'C.', solution: 'S.' },
      }),
    ),
  ).toBe(
    [
      'Enable fallback: failed',
      'Component component:default/ideogram-integration, target production',
      `By user:default/responder at ${AT}`,
      'Reason: Outage',
      'Issue: I.',
      'Cause: C.',
      'Solution: S.',
      `${LATER} Secret changed: failed, Denied`,
      'Operation one',
    ].join('\n'),
  );
});
