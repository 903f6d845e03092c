export { useActions, type KnownActions } from './useActions';
