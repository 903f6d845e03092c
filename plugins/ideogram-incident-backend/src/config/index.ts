export type { RespondWithin } from 'backstage-plugin-ideogram-incident-common';
export {
  readIdeogramIncidentConfig,
  type IdeogramIncidentConfig,
} from './readConfig';
export type { OperatorAction } from './operatorActions';
export type { ConfiguredAction, RemediationConfig } from './remediation';
