import useMediaQuery from '@material-ui/core/useMediaQuery';
import type { Decision } from 'backstage-plugin-ideogram-incident-common';
import { TWO_COLUMNS } from '../../../../theme/layout';
import { NestedTree } from './NestedTree';
import { treeModel } from './treeModel';
import { useTreeWords } from './useTreeWords';
import { WideTree } from './WideTree';

/** The decision tree with the path that was taken, and why. */
export function DecisionTree({ decision }: { decision: Decision }) {
  const path = useTreeWords().path(decision);
  const Tree = useMediaQuery(TWO_COLUMNS, { noSsr: true })
    ? WideTree
    : NestedTree;
  return <Tree model={treeModel(decision)} path={path} />;
}
