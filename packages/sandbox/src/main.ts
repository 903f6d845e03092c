import { runSandbox } from './runSandbox';

/** For a program that starts the sandbox: one line of JSON when it is ready. */
runSandbox(({ access, environment, kubernetes }) => {
  console.log(
    JSON.stringify({
      ready: true,
      page: access.controlUrl,
      kubernetes,
      env: environment,
    }),
  );
});
