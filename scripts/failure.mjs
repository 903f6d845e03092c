/** A failure that a person can act on: printed as it is, without a stack. */
export class Failure extends Error {}

const CAUSES = [
  {
    sign: /ENOSPC|no space left on device/i,
    text: 'The disk is full. Free at least 3 GB, then run the same command again.',
  },
  {
    sign: /EACCES|EPERM|permission denied/i,
    text: 'A file may not be written. Check that this folder belongs to you, then run the same command again.',
  },
  {
    sign: /ENOTFOUND|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|socket hang up|CERT_|certificate|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|network (request|connectivity|timeout)|RequestError|tunneling socket|getaddrinfo|HTTPError|E40[13]|E5\d\d/i,
    text: "The npm registry can't be reached. Check the network, the proxy and `npm config get registry`, then run the same command again.",
  },
];

/**
 * One clear sentence for what a tool printed before it failed.
 *
 * @param {string} what - what was being done, such as "Installing packages"
 * @param {string} output - what the tool printed
 */
export function failureFrom(what, output) {
  const lines = output.trim().split('\n');
  const cause = CAUSES.find(({ sign }) => sign.test(output));
  if (cause) {
    const line = lines.find(text => cause.sign.test(text)).trim();
    return new Failure(`${what} failed. ${cause.text} (${line})`);
  }
  const tail = lines.slice(-12).join('\n');
  return new Failure(`${what} failed. The last lines say why:\n\n${tail}`);
}

/** Runs a command's main function; ends the process with a plain message where it fails. */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const known = error instanceof Failure;
    const cause = CAUSES.find(({ sign }) => sign.test(String(error?.code)));
    if (known) console.error(`\n${error.message}\n`);
    else if (cause) console.error(`\n${cause.text} (${error.message})\n`);
    else console.error(error);
    process.exitCode = 1;
  }
}
