import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  ideogramIncidentReadPermission,
  remediationPermission,
} from 'backstage-plugin-ideogram-incident-common';
import {
  ideogramIncidentActionsExtensionPoint,
  ideogramIncidentProbesExtensionPoint,
} from 'backstage-plugin-ideogram-incident-node';
import { Authorization, VisibleEntities } from './access';
import { readIdeogramIncidentConfig } from './config';
import {
  createMetricsHandler,
  createMetricsService,
  createMetricsSources,
} from './metrics';
import { createOpenApiDocument } from './openapi';
import {
  ActionRegistry,
  createBuiltInActions,
  createRemediation,
} from './remediation';
import { createRouter } from './router';
import { createTargetsHandler, EntityTargets } from './targets';
import {
  createBuiltInProbes,
  createHealthHandler,
  createTriageHandler,
  ProbeRegistry,
  Readings,
  SeverityClock,
  SeverityHistoryStore,
  SharedReadings,
  TriageService,
} from './triage';
import { askIdeogramAboutKey } from './upstream/ideogram-api';
import { createClusters } from './upstream/kubernetes';

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
    const clusters = createClusters();

    const probes = new ProbeRegistry();
    const builtIn = createBuiltInProbes({ clusters, metricsSources });
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
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
      },
      async init(services) {
        const { cache, database, httpRouter, logger } = services;

        const config = readIdeogramIncidentConfig(services.rootConfig, {
          probeNames: probes.names,
          actionIds: actions.ids,
        });
        config.warnings.forEach(warning => logger.warn(warning));

        const authorization = new Authorization(services.permissions, logger);

        const entityTargets = new EntityTargets(
          new VisibleEntities(services.catalog, services.auth, logger),
          config.targets,
        );

        const sharedReadings = new SharedReadings(cache, logger);
        const readings = new Readings(probes.probes, sharedReadings, logger);
        services.lifecycle.addShutdownHook(() => readings.close());

        const histories = await SeverityHistoryStore.create(database);
        const triage = new TriageService(
          readings,
          new SeverityClock(histories, logger),
          config.respondWithin,
        );

        const metrics = createMetricsService(metricsSources);

        const remediation = await createRemediation(actions, config, {
          ...services,
          authorization,
          clusters,
          entityTargets,
          readings,
        });
        services.permissionsRegistry.addPermissions([
          ideogramIncidentReadPermission,
          ...actions.ids.map(remediationPermission),
        ]);
        services.lifecycle.addStartupHook(() => remediation.start());
        services.lifecycle.addShutdownHook(() => remediation.close());

        const openApiDocument = createOpenApiDocument();
        httpRouter.addAuthPolicy({
          path: '/openapi.json',
          allow: 'unauthenticated',
        });
        httpRouter.use(
          createRouter(
            {
              targets: createTargetsHandler(entityTargets),
              triage: createTriageHandler(entityTargets, triage),
              health: createHealthHandler(entityTargets, readings),
              metrics: createMetricsHandler(entityTargets, metrics),
              ...remediation.handlers,
              openapi: async () => ({ body: openApiDocument }),
            },
            { ...services, authorization, operations: remediation.operations },
          ),
        );
      },
    });
  },
});
