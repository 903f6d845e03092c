import type { ReadingStatus } from '../triage/probes/probe';
import { reading } from '../triage/readings.fixture';
import type { Reading } from '../triage/reading';
import type { SeverityLevel } from '../triage/triage';
import type { IncidentLevel, IncidentStatus } from './incident';
import {
  acknowledgementBy,
  refusalOfChange,
  riseOfSeverity,
  troubleThatGoesOn,
  whyMonitoring,
  type Lowering,
  type MonitoringInput,
} from './lifecycle';
import { severityOfAlert } from './openingSeverity';
import type { TimelineEntryType } from './timelineEntry';

const NOW = '2026-11-30T12:00:00.000Z';
const EARLIER = '2026-11-30T11:00:00.000Z';

function triage(
  level: SeverityLevel,
  readings: Reading[] = [reading('error-rate', 'ok')],
) {
  return { readings, severity: { level, reasons: [`It is ${level}.`] } };
}

const errorRate = (status: ReadingStatus) => [reading('error-rate', status)];

describe('the trouble', () => {
  it.each<[IncidentLevel, SeverityLevel, string | undefined]>([
    ['P1', 'P1', 'The triage says P1: It is P1.'],
    ['P1', 'P2', 'The triage says P2: It is P2.'],
    ['P1', 'P3', undefined],
    ['P2', 'P4', undefined],
    ['P1', 'none', undefined],
    // What it is about may be no more than that.
    ['P3', 'P3', 'The triage says P3: It is P3.'],
    ['P3', 'P4', undefined],
    ['P4', 'P4', 'The triage says P4: It is P4.'],
    ['P4', 'P3', 'The triage says P3: It is P3.'],
    ['P4', 'none', undefined],
  ])('of a %s with a triage that says %s: %s', (severity, level, why) => {
    expect(troubleThatGoesOn({ severity }, triage(level))).toBe(why);
  });

  const UNREAD = expect.stringContaining("can't be read");

  it.each<[string, Reading[], unknown]>([
    ['the error rate is unknown', errorRate('unknown'), UNREAD],
    ['nothing is read', [], UNREAD],
    [
      'the error rate is unknown, though health is well',
      [...errorRate('unknown'), reading('integration-health', 'ok')],
      UNREAD,
    ],
    [
      'health is unknown, and there is no error rate',
      [reading('integration-health', 'unknown')],
      UNREAD,
    ],
    [
      'health is well, and there is no error rate',
      [reading('integration-health', 'ok')],
      undefined,
    ],
  ])('is over or not, where %s', (_, readings, why) => {
    const seen = triage('P4', readings);
    expect(troubleThatGoesOn({ severity: 'P2' }, seen)).toEqual(why);
  });

  it('is not over because nobody could look', () => {
    expect(troubleThatGoesOn({ severity: 'P1' }, undefined)).toContain(
      'could not be taken',
    );
  });
});

describe('a change', () => {
  const incident = {
    number: 'INC-17',
    severity: 'P1',
    status: 'investigating',
  } as const;

  it.each<[string, Parameters<typeof refusalOfChange>[1]]>([
    ['of nothing', {}],
    ['to another status', { status: 'monitoring' }],
    ['of the same severity', { severity: 'P1' }],
    ['to resolved, with a reason', { status: 'resolved', reason: 'A drill.' }],
    ['to a lower severity, with a reason', { severity: 'P3', reason: 'Few.' }],
  ])('%s is fine while the trouble goes on', (_, change) => {
    expect(refusalOfChange(incident, change, triage('P1'))).toBeUndefined();
  });

  it('to resolved is fine when the trouble is over', () => {
    const change = { status: 'resolved' } as const;
    expect(refusalOfChange(incident, change, triage('none'))).toBeUndefined();
  });

  it('to a higher severity is fine', () => {
    const lower = { ...incident, severity: 'P3' } as const;
    expect(
      refusalOfChange(lower, { severity: 'P2' }, undefined),
    ).toBeUndefined();
  });

  it.each<[IncidentStatus, IncidentStatus]>([
    ['monitoring', 'investigating'],
    ['resolved', 'investigating'],
    ['resolved', 'resolved'],
    ['identified', 'investigating'],
  ])('from %s to %s needs no reason', (status, to) => {
    expect(
      refusalOfChange({ ...incident, status }, { status: to }, triage('P1')),
    ).toBeUndefined();
  });

  it.each<[string, Parameters<typeof refusalOfChange>[1], string]>([
    [
      'to a lower severity',
      { severity: 'P3' },
      'Say why it is no longer a P1 but a P3.',
    ],
    [
      'to resolved',
      { status: 'resolved' },
      'The triage says P1: It is P1. Say why it is resolved all the same.',
    ],
  ])('%s wants a reason while the trouble goes on', (_, change, because) => {
    expect(refusalOfChange(incident, change, triage('P1'))).toEqual({
      kind: 'reason-missing',
      because,
    });
  });

  it('to resolved wants a reason where nobody can see whether it is over', () => {
    const refusal = refusalOfChange(
      incident,
      { status: 'resolved' },
      undefined,
    );
    expect(refusal?.kind).toBe('reason-missing');
    expect(refusal?.because).toContain('could not be taken');
  });

  it('of one that was merged is made to the other', () => {
    const merged = { ...incident, mergedInto: 'INC-12' };
    const change = { status: 'investigating', reason: 'Back.' } as const;
    expect(refusalOfChange(merged, change, triage('P1'))).toEqual({
      kind: 'impossible',
      because: 'INC-17 was merged into INC-12: change that one.',
    });
  });
});

describe('the severity', () => {
  const rise = (
    severity: IncidentLevel,
    level: SeverityLevel,
    { since, lowering }: { since?: string; lowering?: Lowering } = {},
  ) =>
    riseOfSeverity(
      { severity, status: 'investigating' },
      [{ level, reasons: ['96% fail.', 'No pod.'], since }],
      lowering,
    );

  it.each<[IncidentLevel, SeverityLevel, IncidentLevel | undefined]>([
    ['P3', 'P1', 'P1'],
    ['P2', 'P1', 'P1'],
    ['P4', 'P3', 'P3'],
    ['P1', 'P1', undefined],
    ['P1', 'P3', undefined],
    ['P4', 'none', undefined],
  ])('of a %s with %s becomes %s', (severity, level, to) => {
    expect(rise(severity, level)?.to).toBe(to);
  });

  it('rises with all reasons', () => {
    expect(rise('P3', 'P1')?.reason).toBe('96% fail. No pod.');
  });

  it('rises by an alert too, and by the worst that is seen', () => {
    const page = severityOfAlert({
      name: 'IdeogramErrors',
      labels: { severity: 'page' },
      startsAt: NOW,
    });
    const incident = { severity: 'P3', status: 'monitoring' } as const;
    const few = { level: 'P3', reasons: ['Few fail.'] } as const;
    const all = { level: 'P1', reasons: ['All fail.'] } as const;
    expect(riseOfSeverity(incident, [few, page])).toEqual({
      to: 'P2',
      reason: page.reasons[0],
    });
    expect(riseOfSeverity(incident, [page, all])?.to).toBe('P1');
  });

  it('of what is resolved stays', () => {
    const incident = { severity: 'P3', status: 'resolved' } as const;
    const seen = { level: 'P1', reasons: ['96% fail.'] } as const;
    expect(riseOfSeverity(incident, [seen])).toBeUndefined();
  });

  const LATER = '2026-11-30T12:30:00.000Z';

  it.each<[string, SeverityLevel, string | undefined, IncidentLevel, boolean]>([
    ['what was so already', 'P2', EARLIER, 'P2', false],
    ['what is not known to be newer', 'P2', undefined, 'P2', false],
    ['what is worse than it was', 'P1', EARLIER, 'P2', true],
    ['what began afterwards', 'P2', LATER, 'P2', true],
  ])(
    'that a person lowered rises, or not, by %s',
    (_, level, since, from, rises) => {
      const lowering = { at: NOW, from };
      expect(rise('P3', level, { since, lowering }) !== undefined).toBe(rises);
    },
  );
});

describe('an incident by itself', () => {
  const incidentThatIs = (status: IncidentStatus, firing = 0) =>
    ({
      severity: 'P1',
      status,
      alerts: { firing, truncated: false },
    } as const);

  const input = (more: Partial<MonitoringInput> = {}): MonitoringInput => ({
    incident: incidentThatIs('investigating'),
    triage: triage('none'),
    troubleSeenAt: NOW,
    ...more,
  });

  it.each<[string, Partial<MonitoringInput>]>([
    ['the triage says that the trouble is over', {}],
    ['it was identified', { incident: incidentThatIs('identified') }],
    [
      'there was trouble again since a person took it back',
      { takenBackAt: EARLIER },
    ],
  ])('moves to monitoring where %s', (_, more) => {
    expect(whyMonitoring(input(more))).toBe(
      'No alert fires, and the triage says that the trouble is over: It is none.',
    );
  });

  it.each<[string, Partial<MonitoringInput>]>([
    ['an alert fires', { incident: incidentThatIs('investigating', 1) }],
    ['the trouble goes on', { triage: triage('P1') }],
    ['nobody could look', { triage: undefined }],
    ['users may be hit', { triage: triage('P4', errorRate('unknown')) }],
    ['trouble was never seen', { troubleSeenAt: undefined }],
    ['a person took it back', { takenBackAt: NOW }],
    ['it is there already', { incident: incidentThatIs('monitoring') }],
    ['it is resolved', { incident: incidentThatIs('resolved') }],
  ])('stays where %s', (_, more) => {
    expect(whyMonitoring(input(more))).toBeUndefined();
  });
});

describe('an entry', () => {
  const PERSON = 'user:default/jane';

  it.each<[TimelineEntryType, string, string | undefined]>([
    ['acknowledged', PERSON, 'acknowledge'],
    ['role-changed', PERSON, 'role'],
    ['note', PERSON, 'note'],
    ['correction', PERSON, 'note'],
    ['severity-changed', PERSON, 'change'],
    ['status-changed', PERSON, 'change'],
    ['details-changed', PERSON, 'change'],
    ['merged', PERSON, 'change'],
    ['operation-started', PERSON, 'operation'],
    // Who asks others to look does not look yet.
    ['opened', PERSON, undefined],
    ['operation-ended', PERSON, undefined],
    ['severity-changed', 'rule', undefined],
    ['status-changed', 'rule', undefined],
    ['alert-fired', 'alert', undefined],
    ['opened', 'watcher', undefined],
    ['merged', 'rule', undefined],
  ])('%s of %s acknowledges by %s', (type, actor, how) => {
    expect(acknowledgementBy({ type, actor })).toBe(how);
  });
});
