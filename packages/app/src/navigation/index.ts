import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { portalSidebar } from './PortalSidebar';

export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [portalSidebar],
});
