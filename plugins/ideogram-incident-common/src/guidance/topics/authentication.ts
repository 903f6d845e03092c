import * as steps from '../steps';
import type { Topic } from '../topic';

/** 401 and 403. */
export const authentication: Topic = {
  harm: [
    steps.verifyCredential,
    steps.seeWhetherRotated,
    steps.rotateCredential,
    steps.restart,
  ],
  people: [steps.tellPeople],
  cause: [
    {
      ...steps.readErrorLines,
      detail:
        '401 means that the key is refused; 403 that it has no access to the endpoint or the model, which Ideogram has to grant.',
    },
  ],
  after: [
    {
      text: 'Agree on who rotates keys, and how',
      detail:
        'Create, deploy, verify, then revoke; and be alerted at the first 401 or 403.',
    },
  ],
};
