const PLAIN = /^[A-Za-z0-9_@%+:,./-][A-Za-z0-9_@%+=:,./-]*$/;
/** What a terminal would act on, or not show, when it is pasted. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const UNSEEN_OR_SIGN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\']/gu;

function escaped(character: string): string {
  if (character === '\\' || character === "'") return `\\${character}`;
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * A value as one word of a shell command, for bash and zsh: as it is where
 * the shell would take it so, otherwise in quotes. Characters that a terminal
 * would act on are written as escapes, so that pasting is safe too.
 */
export function shellQuote(value: string): string {
  const text = value.replace(/\0/g, '').replace(/\p{Surrogate}/gu, '\ufffd');
  if (PLAIN.test(text)) return text;
  if (UNSEEN.test(text)) {
    return `$'${text.replace(UNSEEN_OR_SIGN, escaped)}'`;
  }
  return `'${text.replace(/'/g, `'\\''`)}'`;
}
