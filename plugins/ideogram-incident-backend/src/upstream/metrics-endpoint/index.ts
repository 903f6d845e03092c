export type { Counter, Increase, Totals } from './counterHistory';
export { histogramQuantile, type Quantile } from './histogramQuantile';
export { labelMatcher } from './labelMatchers';
export { ScrapeStore, type Clock } from './scrapeStore';
export type { Sample } from './textFormat';
