export { OperationView } from './OperationView';
export { openButtonId, OperationCards } from './OperationCards';
export { OperationHistory } from './OperationHistory';
export { OperationAnnouncer, useHeard } from './OperationAnnouncer';
export { OperationMark } from './OperationMark';
export { RunningFor, useTimeLeft } from './Durations';
export { lookOf } from './operationLook';
export { personName } from './personName';
