import * as steps from '../steps';
import type { StepTemplate, Topic } from '../topic';

/** 500 and 503, announced. */
export const vendorFault: Topic = {
  harm: [steps.enableFallback],
  people: [steps.notifyUsers, steps.updateOurStatusPage],
  cause: [steps.watchVendor],
  after: [steps.disableFallback],
};

const report: StepTemplate = {
  text: 'Report the errors to Ideogram',
  detail:
    'With the time of the first one, the status codes, and one request that failed.',
  link: steps.watchVendor.link,
};

/** 500 and 503, while the status page shows nothing. */
export const unannouncedVendorFault: Topic = {
  harm: [
    {
      ...steps.enableFallback,
      detail: context =>
        `A vendor fault is likely: such errors come from Ideogram, whose status page shows nothing yet. ${steps.whatFallbackDoes(
          context,
        )}`,
    },
  ],
  people: vendorFault.people,
  cause: [
    report,
    {
      ...steps.watchVendor,
      text: "Watch Ideogram's status until it shows the incident",
      detail: 'Status pages are often minutes behind.',
    },
    {
      ...steps.verifyCredential,
      text: 'Rule out our side: verify the credential',
    },
    steps.checkConfig,
  ],
  after: vendorFault.after,
};
