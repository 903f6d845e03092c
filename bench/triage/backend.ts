import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { startBackend } from '../measuring/backend';

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

startBackend(emptyPlugin);
