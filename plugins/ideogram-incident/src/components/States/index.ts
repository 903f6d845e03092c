export { AnnotationMissing } from './AnnotationMissing';
export { FailureState } from './FailureState';
export { TargetNotDefined } from './TargetNotDefined';
