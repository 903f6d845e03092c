import { runPluginCommand } from './pluginCommand.mjs';

await runPluginCommand('incidents/verify/command.ts');
