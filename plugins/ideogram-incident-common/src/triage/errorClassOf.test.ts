import { dominantErrorClass, errorClassOf } from './errorClassOf';
import type { ErrorClass } from './errorClass';
import { failing, logged, reading, readings } from './readings.fixture';

it.each<[string, [ErrorClass, number][], ErrorClass]>([
  ['nothing', [], 'none'],
  [
    'nothing that counts',
    [
      ['vendor-fault', 0],
      ['network', NaN],
    ],
    'none',
  ],
  [
    'the most frequent',
    [
      ['network', 1],
      ['vendor-fault', 2],
    ],
    'vendor-fault',
  ],
  [
    'of two that are as frequent always the same',
    [
      ['network', 2],
      ['vendor-fault', 2],
    ],
    'vendor-fault',
  ],
  [
    'however they come',
    [
      ['vendor-fault', 2],
      ['network', 2],
    ],
    'vendor-fault',
  ],
  [
    'several labels of one class',
    [
      ['network', 3],
      ['vendor-fault', 2],
      ['vendor-fault', 2],
    ],
    'vendor-fault',
  ],
  [
    'a tenth of authentication',
    [
      ['vendor-fault', 0.9],
      ['authentication', 0.1],
    ],
    'authentication',
  ],
  [
    'less than a tenth',
    [
      ['vendor-fault', 0.91],
      ['authentication', 0.09],
    ],
    'vendor-fault',
  ],
  [
    'a tenth of billing',
    [
      ['rate-limited', 9],
      ['billing', 1],
    ],
    'billing',
  ],
  [
    'authentication before billing',
    [
      ['billing', 8],
      ['authentication', 2],
    ],
    'authentication',
  ],
])('%s', (_, errors, errorClass) => {
  expect(
    dominantErrorClass(
      errors.map(([of, perSecond]) => ({ errorClass: of, perSecond })),
    ),
  ).toBe(errorClass);
});

const rate = reading('error-rate', 'failing', failing({ 429: 0.9 }));

it.each([
  [
    'the error rate',
    readings({ 'error-rate': rate, 'recent-errors': logged([401, 9]) }),
    'rate-limited',
  ],
  ['no errors', readings({ 'recent-errors': logged([500, 9]) }), 'none'],
  [
    'error lines where the rate is unknown',
    readings({
      'error-rate': 'unknown',
      'recent-errors': logged([500, 8], [401, 1]),
    }),
    'authentication',
  ],
  [
    'error lines where there is no rate',
    readings({ 'error-rate': undefined, 'recent-errors': logged([500, 8]) }),
    'vendor-fault',
  ],
  [
    'lines of the safety filter',
    readings({ 'error-rate': 'unknown', 'recent-errors': logged([422, 8]) }),
    'unknown',
  ],
  [
    'lines without a status',
    readings({
      'error-rate': 'unknown',
      'recent-errors': logged([undefined, 8]),
    }),
    'unknown',
  ],
  ['nothing read', [], 'unknown'],
])('comes from %s', (_, given, errorClass) => {
  expect(errorClassOf(given)).toBe(errorClass);
});
