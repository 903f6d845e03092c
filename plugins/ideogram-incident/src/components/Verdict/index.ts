export { Announcer } from './Announcer';
export { LiveRow, READ_EVERY_MS } from './LiveRow';
export { LoadingVerdict } from './LoadingVerdict';
export { edgeColour, isFilled, type PlateLook } from './Plate';
export { TargetSelect, type NamedTarget } from './TargetSelect';
export { Verdict } from './Verdict';
export { VerdictCard } from './VerdictCard';
