import { CustomErrorBase } from '@backstage/errors';

/**
 * Something answered in the backend's place, or a backend of another version:
 * not what the HTTP contract says.
 */
export class UnexpectedAnswerError extends CustomErrorBase {
  name = 'UnexpectedAnswerError' as const;

  constructor() {
    super('The answer is not the one that the contract of this plugin names');
  }
}
