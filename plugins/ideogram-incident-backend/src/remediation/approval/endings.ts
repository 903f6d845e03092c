import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import type { Ending } from '../executor';

const AGAIN = 'Ask again if it is still needed.';

export const expired = ({ approval }: Operation): Ending => ({
  status: 'expired',
  error: {
    issue: 'Nothing was changed.',
    cause: `No second person agreed before ${approval?.expiresAt}.`,
    solution: AGAIN,
  },
});

export const actionGone = ({ action, target }: Operation): Ending => ({
  status: 'failed',
  error: {
    issue: 'Nothing was changed.',
    cause: `The portal's configuration has the action ${action} or the target ${target} no longer.`,
    solution: "Ask the portal's operator, and ask for the action again.",
  },
});

export const secretLost = ({ title }: Operation): Ending => ({
  status: 'expired',
  error: {
    issue: 'Nothing was changed.',
    cause: `The portal ended while this waited for a second person, and what ${title} needs is never stored.`,
    solution: AGAIN,
  },
});
