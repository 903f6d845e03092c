import { createApp } from '@backstage/frontend-defaults';
import { catalogModule } from './catalog';
import { navigationModule } from './navigation';
import { signInModule } from './signIn';

/** Plugins come from package.json by themselves (`app.packages: all`). */
export const app = createApp({
  features: [catalogModule, navigationModule, signInModule],
});
