import { fault } from 'backstage-plugin-ideogram-incident-common';
import { hostAndPath, toUpstreamError, UpstreamError } from './upstreamError';

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const USER_AGENT = 'backstage-plugin-ideogram-incident';

export interface FetchOptions {
  /** The deadline. */
  signal: AbortSignal;
  /** Of the answer, after decompression. */
  maxBytes: number;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  /** A form is sent as `application/x-www-form-urlencoded`. */
  body?: string | URLSearchParams;
  /** The media type asked for. */
  accept?: string;
}

export interface TextAnswer {
  status: number;
  /** Lower case, without parameters; empty where there was none. */
  contentType: string;
  text: string;
  headers: Headers;
  /** Where the answer came from, after redirects. */
  url: string;
}

/**
 * Asks an outside system and reads its whole answer, whatever its status.
 * Follows redirects within the origin only, so that neither credentials nor
 * the backend itself are sent where the operator did not point it. Userinfo
 * in the address becomes basic authentication.
 *
 * @throws {@link UpstreamError}
 */
export async function fetchText(
  url: string,
  options: FetchOptions,
): Promise<TextAnswer> {
  // Aborted in any case at the end, which closes the connection of a body
  // that was not read to its end.
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, done.signal]);
  const place = hostAndPath(url);
  const startedAt = performance.now();
  try {
    const response = await followWithinOrigin(url, options, signal);
    const { status, headers, body } = response;
    const text = await readText(body ?? [], options.maxBytes, () => {
      const words = fault.tooLarge(options.maxBytes);
      throw new UpstreamError('too-large', place, words, { status });
    });
    return {
      status,
      contentType: mediaTypeOf(headers.get('content-type')),
      text,
      headers,
      url: response.url,
    };
  } catch (error) {
    const afterMs = performance.now() - startedAt;
    if (options.signal.aborted) {
      throw new UpstreamError('timeout', place, fault.noAnswer(afterMs));
    }
    throw toUpstreamError(error, place, afterMs);
  } finally {
    done.abort();
  }
}

async function followWithinOrigin(
  url: string,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<Response> {
  const start = parseAddress(url);
  const headers = headersFor(start, options);
  let address = withoutUserinfo(start);
  let method = options.method ?? 'GET';
  let body = options.body;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await fetch(address, {
      method,
      headers,
      body,
      signal,
      redirect: 'manual',
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return response;
    await response.body?.cancel();
    address = nextAddress(address, location, response.status);
    // Only 303 asks for a GET: what is posted here are queries, and those may
    // be posted again.
    if (response.status === 303) {
      method = 'GET';
      body = undefined;
      headers.delete('content-type');
    }
  }
  throw new UpstreamError(
    'redirect',
    hostAndPath(start),
    `redirects more than ${MAX_REDIRECTS} times`,
  );
}

function parseAddress(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new UpstreamError('network', hostAndPath(url), "can't be requested");
}

function withoutUserinfo(url: URL): URL {
  const bare = new URL(url);
  bare.username = '';
  bare.password = '';
  return bare;
}

/** The origin of `gopher://x` is `null`. */
export function originInWords(address: URL | undefined): string {
  return address?.host
    ? `${address.protocol}//${address.host}`
    : 'no web address';
}

function nextAddress(from: URL, location: string, status: number): URL {
  const to = URL.canParse(location, from) ? new URL(location, from) : undefined;
  if (to?.origin === from.origin) return withoutUserinfo(to);
  const words = fault.redirect(originInWords(to));
  throw new UpstreamError('redirect', hostAndPath(from), words, {
    status,
  });
}

function headersFor(url: URL, options: FetchOptions): Headers {
  const headers = new Headers({
    accept: options.accept ?? '*/*',
    'user-agent': USER_AGENT,
  });
  if (url.username || url.password) {
    const userinfo = [url.username, url.password].map(decodeURIComponent);
    const encoded = Buffer.from(userinfo.join(':')).toString('base64');
    headers.set('authorization', `Basic ${encoded}`);
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers.set(name, value);
  }
  return headers;
}

/** In lower case, without parameters; empty where there is none. */
export function mediaTypeOf(contentType: string | null | undefined): string {
  return (contentType ?? '').split(';')[0].trim().toLowerCase();
}

/**
 * A body as text. Bytes are counted after decompression, while they arrive, so
 * that neither an endless nor a cleverly compressed body is ever held.
 *
 * @param onMore - throws where there is more than allowed; else the rest is left
 */
export async function readText(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  maxBytes: number,
  onMore: () => void,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      onMore();
      break;
    }
    chunks.push(chunk);
  }
  // Bytes that are not UTF-8 become U+FFFD.
  return new TextDecoder().decode(Buffer.concat(chunks));
}
