import { followOperation } from '../features/remediation/remediationApi';
import { streamTriage } from '../features/triage/triageApi';
import type { IdeogramIncidentApi } from './IdeogramIncidentApi';
import { RouteClient } from './RouteClient';

/** The routes of the contract, and the streams of the features over them. */
export class IdeogramIncidentClient
  extends RouteClient
  implements IdeogramIncidentApi
{
  streamTriage(options: Parameters<IdeogramIncidentApi['streamTriage']>[0]) {
    return streamTriage(this, options);
  }

  followOperation(
    options: Parameters<IdeogramIncidentApi['followOperation']>[0],
  ) {
    return followOperation(this, options);
  }
}
