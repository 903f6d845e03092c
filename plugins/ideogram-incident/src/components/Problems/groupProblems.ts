import type { Reading } from 'backstage-plugin-ideogram-incident-common';

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
}

/** The problems of the readings, those with the same cause as one. */
export function groupProblems(readings: readonly Reading[]): ProblemGroup[] {
  const groups: ProblemGroup[] = [];
  for (const { probe, status, problem } of readings) {
    if (!problem) continue;
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
      };
      groups.push(group);
    }
    if (!group.issues.includes(problem.issue)) group.issues.push(problem.issue);
    (status === 'unknown' ? group.hidden : group.partly).push(probe);
  }
  return groups;
}
