import type { Problem } from 'backstage-plugin-ideogram-incident-common';

/**
 * The request is understood, but the world does not let it be done: answered
 * with 422, and with the problem for a person.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';

  constructor(readonly problem: Problem) {
    super(`${problem.issue} ${problem.cause} ${problem.solution}`);
  }
}
