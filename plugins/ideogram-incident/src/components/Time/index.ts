export { Age, Time } from './Time';
export { localTime, zoneName } from './moment';
