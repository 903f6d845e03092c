export { LEASE_MS } from './leases';
export {
  OperationLedger,
  LeaseLostError,
  type Recorded,
} from './operationLedger';
export {
  mayChangeTarget,
  type LedgerEntry,
  type NewEntry,
  type Progress,
} from './entry';
