import { parseEntityRef } from '@backstage/catalog-model';

/** A person as others call them: `responder` of `user:default/responder`. */
export function personName(entityRef: string): string {
  try {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const isUsual =
      kind.toLocaleLowerCase('en-US') === 'user' && namespace === 'default';
    return isUsual ? name : entityRef;
  } catch {
    return entityRef;
  }
}
