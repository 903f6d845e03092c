import { Refusal, type Parse } from './parse';

function parseAddress(raw: unknown): URL {
  const address =
    typeof raw === 'string' && URL.canParse(raw) ? new URL(raw) : undefined;
  if (
    !address ||
    !['http:', 'https:'].includes(address.protocol) ||
    address.hostname === ''
  ) {
    throw new Refusal(
      'must be a whole http or https address, such as https://example.com',
    );
  }
  return address;
}

function refuseUserinfo(address: URL, instead: string): void {
  if (address.username !== '' || address.password !== '') {
    throw new Refusal(
      `must not hold a user name or password: addresses are shown; ${instead}`,
    );
  }
}

/** An address that is opened as it is, or shown as a link. */
export const address: Parse<string> = raw => {
  const parsed = parseAddress(raw);
  refuseUserinfo(parsed, 'leave it out');
  return parsed.href;
};

/** An address to which paths are appended, without a slash at its end. */
export function baseAddress(instead: string = 'leave it out'): Parse<string> {
  return raw => {
    const parsed = parseAddress(raw);
    refuseUserinfo(parsed, instead);
    if (/[?#]/.test(parsed.href)) {
      throw new Refusal(
        'must be an address without ? and #, because paths are appended to it',
      );
    }
    return parsed.href.replace(/\/+$/, '');
  };
}
