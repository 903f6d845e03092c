import { createTranslationRef } from '@backstage/core-plugin-api/alpha';
import { cardMessages } from './card/messages';
import { componentMessages } from './components/messages';
import { incidentMessages } from './features/incidents/messages';
import { remediationMessages } from './features/remediation/messages';
import { triageMessages } from './features/triage/messages';
import { tabMessages } from './tab/messages';

/**
 * The texts of the user interface. What the backend says (readings, reasons,
 * guidance, problems) comes in English.
 *
 * @public
 */
export const ideogramIncidentTranslationRef = createTranslationRef({
  id: 'plugin.ideogram-incident',
  messages: {
    ...componentMessages,
    ...triageMessages,
    ...remediationMessages,
    ...incidentMessages,
    ...tabMessages,
    ...cardMessages,
  },
});
