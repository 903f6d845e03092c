import { fieldsOf, messageIn } from './fields';
import { levelAtHead } from './levelAtHead';
import { levelInPairs, levelOfFields } from './levelField';
import type { LogLevel } from './levelWords';

/** A colour, also where the character that begins it was lost on the way. */
const COLOUR = /(?:\\u001b|\\x1b|\\e|\\033|\^\[|␛)?\[\d{0,3}(?:;\d{1,3})*m/gi;
/** A line that gives its level does so near its start. */
const MAX_LENGTH = 4_096;

function levelOfText(text: string): LogLevel | undefined {
  const plain = text.slice(0, MAX_LENGTH).replace(COLOUR, '').trim();
  const head = levelAtHead(plain);
  const pair = levelInPairs(plain);
  return pair && (!head || pair.at < head.at) ? pair.level : head?.level;
}

/** The level that the line itself gives; undefined where it gives none. */
export function levelOf(text: string): LogLevel | undefined {
  const fields = fieldsOf(text);
  if (!fields) return levelOfText(text);
  const level = levelOfFields(fields);
  if (level) return level;
  // What collects logs puts a line whole into a field of its own.
  const message = messageIn(fields);
  if (!message) return undefined;
  const inner = fieldsOf(message.trim());
  return inner ? levelOfFields(inner) : levelOfText(message);
}
