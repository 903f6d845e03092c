import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createSandboxAuthenticator } from './authenticator';

/**
 * Lets the people of the sandbox sign in by their name alone. It is there
 * only where the configuration has `auth.providers.sandbox`, and never in
 * production.
 */
export const authModuleSandboxProvider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'sandbox-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, logger, providers }) {
        if (!config.has('auth.providers.sandbox')) return;
        if (config.getOptionalString('auth.environment') !== 'development') {
          logger.warn(
            'auth.providers.sandbox is left out, because auth.environment is not development',
          );
          return;
        }
        providers.registerProvider({
          providerId: 'sandbox',
          factory: createProxyAuthProviderFactory({
            authenticator: createSandboxAuthenticator(),
            signInResolver: async ({ result }, context) =>
              context.signInWithCatalogUser({
                entityRef: { kind: 'User', name: result.person },
              }),
          }),
        });
      },
    });
  },
});
