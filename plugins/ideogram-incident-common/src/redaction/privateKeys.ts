import { MASK, type Masked } from './mask';

const BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/** Replaces private keys in PEM; one that has no end is masked to the end. */
export function maskPrivateKeys(text: string): Masked {
  const kept: string[] = [];
  let position = 0;
  let masked = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(text); begin; begin = BEGIN.exec(text)) {
    kept.push(text.slice(position, begin.index), MASK);
    masked += 1;
    END.lastIndex = BEGIN.lastIndex;
    position = END.exec(text) ? END.lastIndex : text.length;
    BEGIN.lastIndex = position;
  }
  kept.push(text.slice(position));
  return { text: kept.join(''), masked };
}
