import type {
  Problem,
  Reading,
} from 'backstage-plugin-ideogram-incident-common';

/**
 * Problems that no reading has: those are told above. The same one may have
 * another cause in words, such as after how many seconds no answer had come.
 */
export function untoldProblems(
  problems: readonly Problem[],
  readings: readonly Reading[],
): Problem[] {
  return problems.filter(
    ({ issue, solution }) =>
      !readings.some(
        ({ problem }) =>
          problem?.issue === issue && problem.solution === solution,
      ),
  );
}
