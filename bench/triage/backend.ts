import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';

/** What a route costs that does nothing but know who asks. */
const emptyPlugin = createBackendPlugin({
  pluginId: 'empty',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ httpAuth, httpRouter }) {
        const router = Router();
        router.get('/', async (req, res) => {
          await httpAuth.credentials(req, { allow: ['user', 'service'] });
          res.json({});
        });
        httpRouter.use(router);
      },
    });
  },
});

// The portal's backend, without what no measurement here touches.
const backend = createBackend();
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('../../packages/backend/src/signIn'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('../../packages/backend/src/permission'));
backend.add(import('backstage-plugin-ideogram-incident-backend'));
backend.add(emptyPlugin);
backend.start();

// Nothing outlives the benchmark, however that ends.
process.on('disconnect', () => process.exit());
