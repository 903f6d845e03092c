export { createIdeogramApiProbe } from './ideogramApiProbe';
