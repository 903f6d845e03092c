import { lazy, Suspense } from 'react';
import type { Entity } from '@backstage/catalog-model';
import type { TableColumn } from '@backstage/core-components';
import { isIncidentAvailable } from './isIncidentAvailable';

// Where it can't be loaded, the catalog has to work on without it.
const CatalogIncidentState = lazy(() =>
  import('./card/CatalogIncidentState').catch(() => ({ default: () => null })),
);

/**
 * A column for the catalog's table that shows how the integration of each
 * component is: the worst of its targets, and nothing for components that name
 * none.
 *
 * @public
 */
export function createIncidentColumn<Row extends { entity: Entity }>(
  options: {
    /** Above the column; by default "Ideogram". */
    title?: string;
  } = {},
): TableColumn<Row> {
  return {
    title: options.title ?? 'Ideogram',
    sorting: false,
    width: 'auto',
    render: ({ entity }) =>
      isIncidentAvailable(entity) ? (
        <Suspense fallback={null}>
          <CatalogIncidentState entity={entity} />
        </Suspense>
      ) : null,
  };
}
