/**
 * A person as others call them, `jane` of `user:default/jane`: where the
 * catalog, which knows their whole name, can't be asked.
 *
 * @public
 */
export function personName(entityRef: string): string {
  return /^user:default\/(.+)$/i.exec(entityRef)?.[1] ?? entityRef;
}
