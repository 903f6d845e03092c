import * as curl from '../commands/curl';
import * as steps from '../steps';
import type { Topic } from '../topic';

/** 429. */
export const rateLimited: Topic = {
  harm: [steps.enableQueue],
  people: [steps.tellPeople],
  cause: [
    {
      text: 'Check the limit and what is in flight',
      detail:
        'About 10 images may be in progress per organization. Ideogram documents no rate limit headers; max_inflight_requests in the body of a 429 is the limit.',
      command: ({ target }) => curl.rateLimitHeaders(target),
    },
    {
      ...steps.readErrorLines,
      detail: 'reject_reason tells which limit it is, such as inflight_limit.',
    },
  ],
  after: [
    {
      text: 'Contact Ideogram for a higher limit',
      detail: 'Tell how many images are in flight at the peak.',
    },
    steps.disableQueue,
  ],
};
