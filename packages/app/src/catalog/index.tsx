import { Children } from 'react';
import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { CatalogTable } from '@backstage/plugin-catalog';
import catalogPlugin, {
  CatalogIndexPage,
  type CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog/alpha';
import { createIncidentColumn } from 'backstage-plugin-ideogram-incident';

const columns: CatalogTableColumnsFunc = context => {
  const [name, ...others] = CatalogTable.defaultColumnsFunc(context);
  return [name, createIncidentColumn(), ...others];
};

/** The catalog's page with a column more; it has no input for columns. */
const catalogPage = catalogPlugin.getExtension('page:catalog').override({
  factory: (originalFactory, { inputs, config }) =>
    originalFactory({
      params: {
        loader: async () => (
          <CatalogIndexPage
            columns={columns}
            filters={Children.toArray(
              inputs.filters.map(filter =>
                filter.get(coreExtensionData.reactElement),
              ),
            )}
            pagination={config.pagination}
          />
        ),
      },
    }),
});

export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
