import { createDevApp, EntityGridItem } from '@backstage/dev-utils';
import { Content, Header, Page } from '@backstage/core-components';
import { CatalogEntityPage } from '@backstage/plugin-catalog';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import Grid from '@material-ui/core/Grid';
import {
  EntityIncidentCard,
  EntityIncidentContent,
  ideogramIncidentApiRef,
  ideogramIncidentPlugin,
} from '../src';
import { componentWith } from '../src/testing/entity';
import { PlaygroundApi } from './playgroundApi';

const WORLDS = [
  'vendor-outage',
  'key-revoked',
  'running',
  'mitigated',
  'git-ops',
  'approval',
  'viewer',
  'busy',
  'lost',
  'no-actions',
  'partly-unknown',
  'healthy',
  'slow',
  'few-errors',
  'prometheus-down',
  'pods-crash',
  'two-targets',
  'becomes-unknown',
  'loading',
  'stale',
  'no-annotation',
  'undefined-target',
  'no-permission',
  'backend-absent',
];

const TARGETS: Record<string, string | undefined> = {
  'no-annotation': undefined,
  'undefined-target': 'prod',
  'two-targets': 'production, staging, prod',
};

const entityOf = (world: string) =>
  componentWith(world in TARGETS ? TARGETS[world] : 'production', world);

const app = createDevApp()
  .registerPlugin(ideogramIncidentPlugin)
  .registerApi({
    api: ideogramIncidentApiRef,
    deps: {},
    factory: () => new PlaygroundApi(),
  });

for (const world of WORLDS) {
  app.addPage({
    path: `/${world}`,
    title: world,
    element: (
      <Page themeId="service">
        <Header title={world} />
        <Content>
          <EntityProvider entity={entityOf(world)}>
            <EntityIncidentContent />
          </EntityProvider>
        </Content>
      </Page>
    ),
  });
}

app
  // Where the links to owners lead.
  .addPage({
    path: '/catalog/:namespace/:kind/:name',
    element: <CatalogEntityPage />,
  })
  .addPage({
    path: '/cards',
    title: 'Overview cards',
    element: (
      <Page themeId="service">
        <Header title="Overview cards" />
        <Content>
          <Grid container>
            {WORLDS.map(world => (
              <EntityGridItem key={world} entity={entityOf(world)} md={6}>
                <EntityIncidentCard />
              </EntityGridItem>
            ))}
          </Grid>
        </Content>
      </Page>
    ),
  })
  .render();
