export { SectionTitle } from './SectionTitle';
export { GoTo } from './GoTo';
