const BEGINNING = 'Backend startup failed due to the following errors:';
const COLOUR = /\u001b\[\d+m/g;
const FIELDS = / type="unhandledRejection".*$/;

/**
 * Reads in the backend's log why it could not start. From its sources it then
 * lives on and waits for a change, so that its end tells nobody.
 *
 * @param {(reasons: string) => void} onFailure - the lines that say why
 * @returns {(line: string) => void} takes the log line by line
 */
export function startupFailureReader(onFailure) {
  let reasons;
  return line => {
    const text = line.replace(COLOUR, '');
    if (reasons === undefined) {
      if (text.endsWith(BEGINNING)) reasons = [];
      return;
    }
    if (/^\s/.test(text)) reasons.push(text.replace(FIELDS, '').trimEnd());
    if (/^\s/.test(text) && !FIELDS.test(text)) return;
    onFailure(reasons.join('\n'));
    reasons = undefined;
  };
}
