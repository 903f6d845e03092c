import {
  openingSeverity,
  severityOfAlert,
  type OpeningSeverityInput,
} from './openingSeverity';

const STARTS_AT = '2026-11-30T12:00:00.000Z';

const alert = (severity?: string, name = 'IdeogramErrors') =>
  severityOfAlert({
    name,
    labels: severity === undefined ? {} : { severity },
    startsAt: STARTS_AT,
  });

const triage = (level: 'P1' | 'P2' | 'P3' | 'P4' | 'none') => ({
  level,
  reasons: [`The readings say ${level}.`],
});

const PAGES = 'The alert IdeogramErrors pages, which is at least a P2.';
const FIRES = 'The alert IdeogramErrors fires, which is at least a P3.';
const NOTHING =
  'The triage finds nothing wrong: it is a P3 until somebody says otherwise.';
const NOT_TAKEN =
  'The triage could not be taken: it is a P3 until more is known.';

it.each<[string, OpeningSeverityInput, string, string]>([
  [
    'what a person says, though the triage sees more',
    { said: 'P4', triage: triage('P1') },
    'P4',
    'The level was chosen by whoever opened it.',
  ],
  [
    'what a person says, though nothing else is known',
    { said: 'P1' },
    'P1',
    'The level was chosen by whoever opened it.',
  ],
  [
    'what the triage says',
    { triage: triage('P1') },
    'P1',
    'The readings say P1.',
  ],
  [
    'what the triage says, also a P4',
    { triage: triage('P4') },
    'P4',
    'The readings say P4.',
  ],
  ['P3 where nothing is wrong', { triage: triage('none') }, 'P3', NOTHING],
  ['P3 where nothing could be read', {}, 'P3', NOT_TAKEN],
  [
    'at least P2 for a page',
    { triage: triage('P3'), alerts: [alert('page')] },
    'P2',
    PAGES,
  ],
  ['P2 for a page without a triage', { alerts: [alert('page')] }, 'P2', PAGES],
  [
    'what the triage says where a page adds nothing',
    { triage: triage('P2'), alerts: [alert('page')] },
    'P2',
    'The readings say P2.',
  ],
  [
    'more than a page where the triage sees more',
    { triage: triage('P1'), alerts: [alert('page')] },
    'P1',
    'The readings say P1.',
  ],
  [
    'at least P3 for a ticket',
    { triage: triage('P4'), alerts: [alert('ticket')] },
    'P3',
    FIRES,
  ],
  [
    'at least P3 for a label that nobody knows',
    { triage: triage('none'), alerts: [alert('catastrophic')] },
    'P3',
    FIRES,
  ],
  ['at least P3 without a label', { alerts: [alert()] }, 'P3', FIRES],
  [
    'the worst of several alerts',
    { alerts: [alert('ticket', 'IdeogramSlow'), alert('page')] },
    'P2',
    PAGES,
  ],
])('is %s', (_, input, severity, reason) => {
  expect(openingSeverity(input)).toEqual({ severity, reasons: [reason] });
});

it('gives all reasons of the triage', () => {
  const reasons = ['96% fail.', 'None of 6 pods is available.'];
  expect(openingSeverity({ triage: { level: 'P1', reasons } }).reasons).toEqual(
    reasons,
  );
});

it('lets the name of an alert stand on one line, and in a length to be read', () => {
  const [reason] = alert('page', `Down\n\u202e${'x'.repeat(100_000)}`).reasons;
  expect(reason).toMatch(
    /^The alert Down x+… pages, which is at least a P2\.$/,
  );
  expect(reason.length).toBeLessThan(200);
});

it('takes no label from the prototype', () => {
  const labels = JSON.parse('{"__proto__":{"severity":"page"}}');
  expect(
    severityOfAlert({ name: 'A', labels, startsAt: STARTS_AT }).level,
  ).toBe('P3');
});
