import type { FetchApi } from '@backstage/core-plugin-api';
import {
  routes,
  type ActionList,
  type ApprovalDecision,
  type DryRun,
  type EntityTargets,
  type Metrics,
  type Operation,
  type OperationPage,
} from 'backstage-plugin-ideogram-incident-common';
import { followOperation } from '../features/remediation/api/followOperation';
import { streamTriage } from '../features/triage/api/streamTriage';
import type { ActionCall, IdeogramIncidentApi } from './IdeogramIncidentApi';
import { PluginRequests } from './PluginRequests';
import { entityParams, routeUrl } from './routeUrl';
import { SilenceTimer } from './SilenceTimer';

/** Longer than the cluster takes at its worst; after it the answer is lost. */
const ANSWER_MS = 30_000;

interface TargetOf {
  entityRef: string;
  target: string;
}

/**
 * Asks the backend plugin, by the routes of the HTTP contract.
 */
export class IdeogramIncidentClient implements IdeogramIncidentApi {
  private readonly requests: PluginRequests;

  constructor(fetchApi: FetchApi) {
    this.requests = new PluginRequests(fetchApi);
  }

  getTargets(entityRef: string): Promise<EntityTargets> {
    return this.requests.getJson(
      routeUrl(routes.targets, entityParams(entityRef)),
      routes.targets.response,
    );
  }

  getMetrics(options: TargetOf & { since: string }): Promise<Metrics> {
    const { entityRef, target, since } = options;
    return this.requests.getJson(
      routeUrl(routes.metrics, entityParams(entityRef), { target, since }),
      routes.metrics.response,
    );
  }

  streamTriage(options: TargetOf & { signal?: AbortSignal }) {
    return streamTriage(this.requests, options);
  }

  getActions({ entityRef, target }: TargetOf): Promise<ActionList> {
    return this.requests.getJson(
      routeUrl(routes.actions, entityParams(entityRef), { target }),
      routes.actions.response,
    );
  }

  dryRunAction(call: ActionCall): Promise<DryRun> {
    return this.callAction(call, routes.runAction.response, { dryRun: true });
  }

  runAction({
    idempotencyKey,
    ...call
  }: ActionCall & { idempotencyKey: string }): Promise<Operation> {
    return this.callAction(call, routes.operation.response, {
      headers: { 'Idempotency-Key': idempotencyKey },
    });
  }

  getOperations(
    options: TargetOf & { cursor?: string },
  ): Promise<OperationPage> {
    const { entityRef, target, cursor } = options;
    return this.requests.getJson(
      routeUrl(routes.operations, entityParams(entityRef), {
        target,
        ...(cursor !== undefined && { cursor }),
      }),
      routes.operations.response,
    );
  }

  followOperation(options: { id: string; signal?: AbortSignal }) {
    return followOperation(this.requests, options);
  }

  approveOperation({ id, reason }: { id: string; reason: string }) {
    return this.tell(routes.approveOperation, id, { reason });
  }

  rejectOperation({ id, reason }: { id: string; reason: string }) {
    return this.tell(routes.rejectOperation, id, { reason });
  }

  withdrawOperation({ id }: { id: string }) {
    return this.tell(routes.withdrawOperation, id);
  }

  private callAction<T>(
    { entityRef, action, target, parameters, reason }: ActionCall,
    schema: Parameters<PluginRequests['postJson']>[1],
    options: { dryRun?: boolean; headers?: Record<string, string> },
  ): Promise<T> {
    const { dryRun, headers } = options;
    const params = { ...entityParams(entityRef), action };
    return this.withinTime(signal =>
      this.requests.postJson(routeUrl(routes.runAction, params), schema, {
        body: { target, parameters, reason, dryRun },
        headers,
        signal,
      }),
    );
  }

  private tell(
    route:
      | typeof routes.approveOperation
      | typeof routes.rejectOperation
      | typeof routes.withdrawOperation,
    id: string,
    body?: ApprovalDecision,
  ): Promise<Operation> {
    return this.withinTime(signal =>
      this.requests.postJson(routeUrl(route, { id }), route.response, {
        body,
        signal,
      }),
    );
  }

  private async withinTime<T>(
    ask: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const silence = new SilenceTimer(ANSWER_MS);
    try {
      return await ask(silence.signal);
    } finally {
      silence.stop();
    }
  }
}
