/** The values that a patch of a secret stores. */
export function secretsIn(patch: object): string[] {
  const { data, stringData } = patch as Record<string, unknown>;
  return [
    ...textsIn(data).map(text => Buffer.from(text, 'base64').toString()),
    ...textsIn(stringData),
  ];
}

function textsIn(mapping: unknown): string[] {
  return Object.values(mapping ?? {}).filter(
    (value): value is string => typeof value === 'string',
  );
}
