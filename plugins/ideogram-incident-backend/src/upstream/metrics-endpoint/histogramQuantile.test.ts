import { histogramQuantile } from './histogramQuantile';

const at = (value: number, orMore = false) => ({ value, orMore });

describe('histogramQuantile', () => {
  it.each<[string, [number, number][], unknown]>([
    [
      'interpolates',
      [
        [10, 90],
        [20, 100],
        [Infinity, 100],
      ],
      at(15),
    ],
    [
      'starts at zero',
      [
        [10, 100],
        [Infinity, 100],
      ],
      at(9.5),
    ],
    [
      'sorts bounds',
      [
        [Infinity, 100],
        [20, 100],
        [10, 90],
      ],
      at(15),
    ],
    [
      'passes over empty buckets',
      [
        [1, 0],
        [2, 0],
        [3, 10],
        [Infinity, 10],
      ],
      at(2.95),
    ],
    [
      'says more beyond the last bound',
      [
        [5, 10],
        [Infinity, 100],
      ],
      at(5, true),
    ],
    [
      'repairs counts that fall',
      [
        [1, 10],
        [2, 9],
        [Infinity, 10],
      ],
      at(0.95),
    ],
    [
      'stays at a bound below zero',
      [
        [-1, 10],
        [Infinity, 10],
      ],
      at(-1),
    ],
    [
      'has no answer without observations',
      [
        [1, 0],
        [Infinity, 0],
      ],
      undefined,
    ],
    [
      'has no answer without +Inf',
      [
        [1, 5],
        [2, 5],
      ],
      undefined,
    ],
    ['has no answer without a finite bound', [[Infinity, 5]], undefined],
    ['has no answer without buckets', [], undefined],
  ])('%s', (_, buckets, expected) => {
    const quantile = histogramQuantile(0.95, new Map(buckets));

    expect(
      quantile && { ...quantile, value: Number(quantile.value.toFixed(9)) },
    ).toEqual(expected);
  });
});
