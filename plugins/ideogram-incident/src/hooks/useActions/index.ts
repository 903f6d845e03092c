export { useActions, type KnownActions } from './useActions';
export { useActionLists } from './useActionLists';
