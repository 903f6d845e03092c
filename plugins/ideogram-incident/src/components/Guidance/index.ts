export { GUIDANCE_HEADING_ID, Guidance } from './Guidance';
export { AwaitedGuidance } from './AwaitedGuidance';
