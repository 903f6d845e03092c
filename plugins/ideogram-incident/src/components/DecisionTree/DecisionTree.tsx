import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { Decision } from 'backstage-plugin-ideogram-incident-common';
import { treeModel } from './treeModel';
import { NestedTree } from './NestedTree';
import { WideTree } from './WideTree';

/** The decision tree with the path that was taken, and why. */
export function DecisionTree(props: { decision: Decision }) {
  const model = treeModel(props.decision);
  const wide = useMediaQuery('(min-width: 1180px)', { noSsr: true });
  return wide ? <WideTree model={model} /> : <NestedTree model={model} />;
}
