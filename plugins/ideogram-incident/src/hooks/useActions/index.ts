export { useActions, type KnownActions, type Seen } from './useActions';
export { useActionLists } from './useActionLists';
