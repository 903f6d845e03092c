import { createBackend } from '@backstage/backend-defaults';
import type { BackendFeature } from '@backstage/backend-plugin-api';

/**
 * Starts the portal's backend, without what no measurement touches; it ends
 * when the benchmark that forked this process does.
 */
export function startBackend(...features: BackendFeature[]): void {
  const backend = createBackend();
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(import('../../packages/backend/src/signIn'));
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(import('../../packages/backend/src/permission'));
  backend.add(import('backstage-plugin-ideogram-incident-backend'));
  features.forEach(feature => backend.add(feature));
  backend.start();
  process.on('disconnect', () => process.exit());
}
