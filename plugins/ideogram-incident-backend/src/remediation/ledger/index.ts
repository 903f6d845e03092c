export { mayChangeTarget, type LedgerEntry, type Progress } from './entry';
export {
  OperationLedger,
  type OperationEvent,
  type OperationListener,
  type Recorded,
} from './operationLedger';
