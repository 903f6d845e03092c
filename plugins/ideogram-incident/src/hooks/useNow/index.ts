export { ClockAhead } from './ClockAhead';
export { useNow } from './useNow';
