export {
  OperationLedger,
  LeaseLostError,
  LEASE_MS,
  type Recorded,
} from './operationLedger';
export {
  mayChangeTarget,
  type LedgerEntry,
  type NewEntry,
  type Progress,
} from './entry';
