import { vendorConsole } from '../links';
import * as steps from '../steps';
import type { Topic } from '../topic';

/** 402. */
export const billing: Topic = {
  harm: [
    {
      text: 'Top up the balance or raise the plan',
      detail: 'In the Ideogram dashboard; ask whoever pays for the account.',
      link: vendorConsole,
    },
    {
      ...steps.enableQueue,
      text: 'Meanwhile, enable the queue',
    },
  ],
  people: [steps.tellPeople],
  cause: [
    {
      ...steps.readErrorLines,
      detail:
        'reject_reason tells which it is: insufficient_funds is the balance, daily_limit the plan.',
    },
  ],
  after: [
    steps.disableQueue,
    {
      text: 'Be warned before the balance is used up',
      detail: 'Set up automatic top-up or an alert on the balance.',
      link: vendorConsole,
    },
  ],
};
