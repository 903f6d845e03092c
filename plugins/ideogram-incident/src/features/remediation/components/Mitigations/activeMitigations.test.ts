import { action, actionList } from '../../../../testing/operations';
import { activeMitigations } from './activeMitigations';

const mitigation = (revertedBy: string, changes = {}) => ({
  inForce: true,
  before: 'It was not set.',
  revertedBy,
  ...changes,
});

it('has those in force, those without a reason first', () => {
  const revert = action('disable-queue');
  const list = actionList([
    action('enable-fallback', { mitigation: mitigation('disable-fallback') }),
    action('enable-queue', {
      mitigation: mitigation('disable-queue', { reasonGone: true }),
    }),
    action('brown-out', { mitigation: mitigation('x', { inForce: false }) }),
    revert,
  ]);
  expect(activeMitigations(list)).toMatchObject([
    { setBy: { id: 'enable-queue' }, revert },
    { setBy: { id: 'enable-fallback' }, revert: undefined },
  ]);
});

it('knows of none before the answer', () => {
  expect(activeMitigations(undefined)).toEqual([]);
});
