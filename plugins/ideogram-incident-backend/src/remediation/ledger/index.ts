export { cursorOf, parseCursor } from './cursor';
export { type LedgerEntry, mayChangeTarget, type Progress } from './entry';
export { OperationFeed } from './operationFeed';
export {
  LeaseLostError,
  OperationLedger,
  type Recorded,
} from './operationLedger';
