const factors: Record<string, number> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** The number that a Kubernetes quantity such as `256Mi` or `500m` stands for; undefined where it is none. */
export function parseQuantity(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?(?:e\d{1,2})?)([mkMGTP]|[KMGTP]i)?$/.exec(
    text ?? '',
  );
  return match ? Number(match[1]) * factors[match[2] ?? ''] : undefined;
}
