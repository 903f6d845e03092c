export { DecisionTree } from './DecisionTree';
export { Legend } from './Legend';
