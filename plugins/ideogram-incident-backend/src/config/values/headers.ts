import type { Section } from '../section';
import { Refusal, type Parse } from './parse';

const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Those that the HTTP client writes itself, or that would break a request. */
const RESERVED = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headerValue: Parse<string> = raw => {
  if (typeof raw !== 'string' || !/^[\t\x20-\x7e\x80-\xff]+$/.test(raw)) {
    throw new Refusal('must be a text in one line, of latin characters');
  }
  return raw;
};

/** Request headers. A name that is wrong is not repeated: it may hold the value. */
export function readHeaders(section: Section): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of section.names()) {
    if (!NAME.test(name)) {
      section.allow(name);
      section.mistakeHere('has a name that is not the name of an HTTP header');
      continue;
    }
    const value = section.optional(name, headerValue);
    if (RESERVED.has(name.toLowerCase())) {
      section.mistake(name, 'is set by every request itself; leave it out');
    } else if (value !== undefined) headers[name] = value;
  }
  return headers;
}
