export type { RespondWithin } from 'backstage-plugin-ideogram-incident-common';
export {
  readIdeogramIncidentConfig,
  type IdeogramIncidentConfig,
} from './readConfig';
