import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { routes } from 'backstage-plugin-ideogram-incident-common';
import {
  ideogramIncidentActionsExtensionPoint,
  ideogramIncidentProbesExtensionPoint,
} from 'backstage-plugin-ideogram-incident-node';
import { Authorization, openAccessWarning } from './access';
import { readIdeogramIncidentConfig } from './config';
import { joinFeatures, type Feature } from './feature';
import { createIncidents } from './incidents';
import {
  createCourseReader,
  createMetrics,
  createMetricsSources,
} from './metrics';
import { createOpenApi } from './openapi';
import { TargetMaskers } from './redaction';
import {
  ActionRegistry,
  createBuiltInActions,
  createRemediation,
} from './remediation';
import { createRouter } from './router';
import { createTargets } from './targets';
import {
  createBuiltInProbes,
  createTriage,
  ProbeRegistry,
  RolloutMemory,
} from './triage';
import { askIdeogramAboutKey } from './upstream/ideogram-api';
import { createClusterClients } from './upstream/kubernetes';

/**
 * Reads the health of the Ideogram integrations that entities name, judges how
 * bad it is, and remediates.
 *
 * @public
 */
export const ideogramIncidentPlugin = createBackendPlugin({
  pluginId: 'ideogram-incident',
  register(env) {
    const metricsSources = createMetricsSources();
    const clusters = createClusterClients();
    const maskers = new TargetMaskers();

    const probes = new ProbeRegistry();
    const rollouts = new RolloutMemory();
    const builtIn = createBuiltInProbes({
      askIdeogramAboutKey,
      clusters,
      maskers,
      metricsSources,
      rollouts,
    });
    Object.values(builtIn).forEach(probe => probes.addProbe(probe));
    env.registerExtensionPoint(ideogramIncidentProbesExtensionPoint, probes);

    const actions = new ActionRegistry();
    createBuiltInActions({ askIdeogramAboutKey }).forEach(actions.addAction);
    env.registerExtensionPoint(ideogramIncidentActionsExtensionPoint, actions);

    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        // A portal that has none answers 404, and nobody is told.
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        rootInstanceMetadata: coreServices.rootInstanceMetadata,
        scheduler: coreServices.scheduler,
      },
      async init(core) {
        const { httpRouter, lifecycle, logger } = core;

        const config = readIdeogramIncidentConfig(core.rootConfig, {
          probeNames: probes.names,
          actionIds: actions.ids,
        });
        config.warnings.forEach(warning => logger.warn(warning));
        // Only then can the policy be asked; nothing waits for its answer.
        lifecycle.addStartupHook(() => {
          openAccessWarning(config.targets.values(), core).then(
            open => open && logger.warn(open),
            error => logger.debug(`Who may is not known: ${error}`),
          );
        });

        const authorization = new Authorization(core.permissions, logger);
        const services = { ...core, authorization, clusters, maskers };

        const targets = createTargets(config.targets, services);
        const courseOf = createCourseReader(metricsSources);
        const triage = await createTriage(probes, config, courseOf, {
          ...services,
          rollouts,
        });
        const metrics = createMetrics(metricsSources);
        const incidents = await createIncidents(config, {
          ...services,
          target: targets.subjects.target,
          triages: triage.triages,
        });
        const remediation = await createRemediation(actions, config, {
          ...services,
          readings: triage.readings,
          listeners: incidents.operationListeners,
          incidentIdOf: incidents.incidentIdOf,
        });
        const openApi = createOpenApi();
        const features = [
          targets,
          triage,
          metrics,
          incidents,
          remediation,
          openApi,
        ];

        for (const { permissions, start, close } of features as Feature[]) {
          core.permissionsRegistry.addPermissions(permissions ?? []);
          if (start) lifecycle.addStartupHook(start);
          if (close) lifecycle.addShutdownHook(close);
        }
        httpRouter.addAuthPolicy({
          path: routes.openapi.path,
          allow: 'unauthenticated',
        });
        httpRouter.use(createRouter(routes, joinFeatures(features), services));
      },
    });
  },
});
