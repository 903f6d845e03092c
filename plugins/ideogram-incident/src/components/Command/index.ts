export { Command } from './Command';
export { CopyButton } from './CopyButton';
