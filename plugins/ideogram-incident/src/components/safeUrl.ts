/** The address where it is one of the web; `javascript:` and its like are not. */
export function safeUrl(address: string | undefined): string | undefined {
  try {
    const { protocol, href } = new URL(address ?? '');
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
