import { parseEntityRef } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { PersonsText } from './PersonsText';

const USUAL = { defaultKind: 'user', defaultNamespace: 'default' };

function isEntityRef(text: string): boolean {
  try {
    parseEntityRef(text);
    return true;
  } catch {
    return false;
  }
}

function KnownPerson({ entityRef }: { entityRef: string }) {
  const { primaryTitle } = useEntityPresentation(entityRef, USUAL);
  return <PersonsText>{primaryTitle}</PersonsText>;
}

/**
 * A person by the name that the catalog shows of them; where it has none, or
 * does not show it, as others call them: `responder` of
 * `user:default/responder`.
 */
export function Person({ entityRef }: { entityRef: string }) {
  // It may be any text: whoever can write an annotation writes it.
  return isEntityRef(entityRef) ? (
    <KnownPerson entityRef={entityRef} />
  ) : (
    <PersonsText>{entityRef}</PersonsText>
  );
}
