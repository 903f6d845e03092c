export { DecisionTree } from './DecisionTree';
