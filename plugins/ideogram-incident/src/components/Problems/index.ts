export { groupProblems, type ProblemGroup } from './groupProblems';
export { Problems } from './Problems';
