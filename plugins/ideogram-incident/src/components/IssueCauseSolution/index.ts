export { IssueCauseSolution } from './IssueCauseSolution';
