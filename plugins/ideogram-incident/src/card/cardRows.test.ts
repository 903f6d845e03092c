import type { SeverityLevel } from 'backstage-plugin-ideogram-incident-common';
import type { FollowedTriage } from '../features/triage/hooks/useTriages';
import { healthyReadings } from '../testing/readings';
import { triageOf } from '../testing/triages';
import { cardRows } from './cardRows';

const triage = triageOf(healthyReadings('2026-11-23T14:00:00.000Z'));
const failure = { kind: 'unreachable' as const, error: new Error('lost') };

const ofLevel = (level: SeverityLevel): Partial<FollowedTriage> => ({
  triage: { ...triage, severity: { level, reasons: [] } },
});

function rows(followed: Record<string, Partial<FollowedTriage>>) {
  const targets = Object.keys(followed).map(name => ({
    name,
    title: name,
    links: [],
  }));
  return cardRows(targets, name => followed[name] as FollowedTriage).map(row =>
    row.targets.map(({ name }) => name).join('+'),
  );
}

it('has the worst first', () => {
  expect(
    rows({
      d: ofLevel('P4'),
      b: ofLevel('P2'),
      c: ofLevel('P3'),
      a: ofLevel('P1'),
    }),
  ).toEqual(['a', 'b', 'c', 'd']);
});

it('has all healthy ones in one row, at the end', () => {
  expect(
    rows({
      a: ofLevel('none'),
      b: ofLevel('none'),
      bad: ofLevel('P2'),
    }),
  ).toEqual(['bad', 'a+b']);
});

it('never hides one that could not be read among the healthy', () => {
  expect(
    rows({
      healthy: ofLevel('none'),
      lost: { ...ofLevel('none'), failure },
      unread: { failure },
      reading: {},
      bad: ofLevel('P1'),
    }),
  ).toEqual(['bad', 'lost', 'unread', 'reading', 'healthy']);
});
