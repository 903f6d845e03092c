import { parseJson, type TextAnswer } from '../http';

/** A web page, which an API never answers: a proxy's, or a sign-in. */
export function isPage({ contentType, text }: TextAnswer): boolean {
  return contentType === 'text/html' || text.trimStart().startsWith('<');
}

/** A list or a mapping in JSON. */
export function isData({ text }: Pick<TextAnswer, 'text'>): boolean {
  try {
    const value = parseJson(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
