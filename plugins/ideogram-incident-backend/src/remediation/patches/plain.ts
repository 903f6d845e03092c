/**
 * An object of the cluster as it stands in JSON: without what is undefined,
 * and with times as text.
 */
export function plain<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
