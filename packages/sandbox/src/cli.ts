import { listScenarios, printKey, switchScenario } from './cli/control';
import { printToken } from './cli/token';
import { printEnvironment } from './cli/environment';
import { buildControlPlane } from './cluster/control-plane/build';
import { runSandbox } from './runSandbox';
import { backendUrl, portsFrom, readPortOffset } from './net/ports';
import { stateDirectory } from './stateDirectory';

const HELP = `yarn sandbox                 the scenarios, and which one is on
yarn sandbox <scenario>      switch it on, and wait until the world shows it
yarn sandbox token <person>  a Backstage token of viewer, responder or administrator, for curl
yarn sandbox key             a new key from Ideogram, to rotate to
yarn sandbox start           start the world alone, without the portal
yarn sandbox env             the variables that app-config.sandbox.yaml reads, for a shell
yarn sandbox build-cluster   compile a real Kubernetes control plane, which starts then use (needs Go)

PORT_OFFSET=1000 addresses a run that was moved aside with the same variable.`;

async function main([command, ...rest]: string[]) {
  const offset = readPortOffset(process.env);
  const controlUrl = `http://127.0.0.1:${portsFrom(offset).control}`;
  switch (command) {
    case undefined:
      return listScenarios(controlUrl);
    case 'help':
    case '--help':
    case '-h':
      return console.log(HELP);
    case 'start':
      return runSandbox(sandbox => {
        console.log(`The sandbox is ready: ${sandbox.access.controlUrl}`);
        console.log('Ctrl-C ends it.');
      });
    case 'token':
      return printToken(backendUrl(offset), rest[0]);
    case 'key':
      return printKey(controlUrl);
    case 'env':
      return printEnvironment(stateDirectory(offset));
    case 'build-cluster':
      await buildControlPlane(console.log);
      return undefined;
    default:
      return switchScenario(controlUrl, command);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
