import { runPluginCommand } from './pluginCommand.mjs';

await runPluginCommand('alertRules/command.ts');
