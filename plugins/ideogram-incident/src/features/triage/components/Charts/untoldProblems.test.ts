import {
  metricsProblems,
  type Problem,
} from 'backstage-plugin-ideogram-incident-common';
import { reading } from '../../../../testing/readings';
import { untoldProblems } from './untoldProblems';

const AT = '2026-11-23T14:02:11.000Z';
const down = (cause: string) =>
  metricsProblems.unavailable([{ source: 'prom:9090', cause, isDown: true }]);
const odd = metricsProblems.unreadable('prom:9090', 'answers NaN');

const withProblem = (problem?: Problem) => [
  {
    ...reading(AT, 'error-rate', 'unknown', "Metrics can't be read"),
    problem,
  },
];

it.each<[string, Problem, Problem | undefined, boolean]>([
  ['a reading has the same', odd, odd, false],
  [
    'a reading has the same after another time',
    down('gave no answer in 5 s'),
    down('gave no answer in 2.5 s'),
    false,
  ],
  ['a reading has another', odd, down('refuses the connection'), true],
  ['no reading has one', odd, undefined, true],
])('where %s', (_, ofCharts, ofReading, isUntold) => {
  const untold = untoldProblems([ofCharts], withProblem(ofReading));
  expect(untold).toEqual(isUntold ? [ofCharts] : []);
});
