import { entityPresentationApiRef } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { render } from '@testing-library/react';
import { Person } from './Person';

it.each([
  ['user:default/responder', 'responder'],
  ['user:other/jane', 'other/jane'],
  ['service:default/bot', 'service:bot'],
  ['nobody', 'nobody'],
  ['', ''],
])('calls %j %j where the catalog has no name', (entityRef, name) => {
  const { container } = render(
    <TestApiProvider apis={[]}>
      <Person entityRef={entityRef} />
    </TestApiProvider>,
  );
  expect(container).toHaveTextContent(name, { normalizeWhitespace: false });
});

it('calls a person as the catalog does', () => {
  const snapshot = {
    entityRef: 'user:default/jane',
    primaryTitle: 'Jane Doe',
  };
  const presentation = {
    forEntity: () => ({ snapshot, promise: Promise.resolve(snapshot) }),
  };
  const { container } = render(
    <TestApiProvider apis={[[entityPresentationApiRef, presentation]]}>
      <Person entityRef="user:default/jane" />
    </TestApiProvider>,
  );
  expect(container).toHaveTextContent('Jane Doe');
});
