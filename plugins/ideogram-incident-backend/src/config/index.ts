export {
  readIdeogramIncidentConfig,
  type IdeogramIncidentConfig,
} from './readConfig';
export type { RespondWithin } from './incidents';
