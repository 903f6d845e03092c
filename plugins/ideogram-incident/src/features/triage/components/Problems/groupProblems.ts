import {
  followsFromDeadPods,
  isFromBackup,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** One cause and all that it does. */
export interface ProblemGroup {
  id: string;
  issues: string[];
  cause: string;
  solution: string;
  /** Probes whose reading is unknown because of it. */
  hidden: string[];
  /** Probes that another source answered for. */
  partly: string[];
  /** Probes whose reading says it: what was asked has the problem itself. */
  told: string[];
}

/**
 * The problems of the readings, those with the same cause as one, without those
 * that only follow from pods that are not there.
 */
export function groupProblems(readings: readonly Reading[]): ProblemGroup[] {
  const groups: ProblemGroup[] = [];
  for (const reading of readings) {
    const { probe, problem } = reading;
    if (!problem || followsFromDeadPods(reading, readings)) continue;
    let group = groups.find(
      ({ cause, solution }) =>
        cause === problem.cause && solution === problem.solution,
    );
    if (!group) {
      group = {
        id: `ideogram-incident-problem-${groups.length + 1}`,
        issues: [],
        cause: problem.cause,
        solution: problem.solution,
        hidden: [],
        partly: [],
        told: [],
      };
      groups.push(group);
    }
    if (!group.issues.includes(problem.issue)) group.issues.push(problem.issue);
    group[effectOn(reading)].push(probe);
  }
  return groups;
}

function effectOn(reading: Reading) {
  if (reading.status === 'unknown') return 'hidden';
  return isFromBackup(reading) ? 'partly' : 'told';
}
