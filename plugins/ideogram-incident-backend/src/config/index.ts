export {
  readIdeogramIncidentConfig,
  type IdeogramIncidentConfig,
} from './readConfig';
