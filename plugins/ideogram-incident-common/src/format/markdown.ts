/** A backslash takes their meaning, in CommonMark as in MkDocs. */
const ESCAPABLE = '\\`*_{}[]()#!';

/**
 * The same, those that only an entity makes plain in both, what makes a link
 * of an address, and what begins a list or a definition.
 */
const MARKUP =
  /[\\`*_{}[\]()#!<>&|~^=$@]|:(?=\/\/)|(?<=www)\.|^[-+:?]|(?<=^\d+)\./gi;

/**
 * A line as it stands in a Markdown document, whoever wrote it: read as the
 * same text again, with no markup and no link in it.
 *
 * @public
 */
export function escapeMarkdown(line: string): string {
  return line.replace(MARKUP, sign =>
    ESCAPABLE.includes(sign) ? `\\${sign}` : `&#${sign.codePointAt(0)};`,
  );
}
