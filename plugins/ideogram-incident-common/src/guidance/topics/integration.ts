import { dashboard } from '../links';
import * as curl from '../commands/curl';
import * as steps from '../steps';
import { type Topic } from '../topic';

/** Errors of the API that no class explains: our integration issue. */
export const integration: Topic = {
  harm: [steps.verifyCredential, steps.checkConfig],
  people: [steps.tellPeople],
  cause: [
    steps.readErrorLines,
    {
      text: 'See which errors they are',
      detail: 'Errors per second by type.',
      command: ({ target }) => curl.errorsByType(target),
      link: dashboard,
    },
    {
      ...steps.undoRollout,
      text: 'Undo the last rollout, if the errors began with it',
      when: ({ target }) => target.kubernetes !== undefined,
    },
  ],
  after: [],
};
