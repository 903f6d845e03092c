const LONGEST_PATH = 200;

/** Host and path of an address, without userinfo, query and fragment. */
export function placeOf(url: string | URL): string {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return 'an address that is not one';
  }
  const path = parsed.pathname === '/' ? '' : parsed.pathname;
  return parsed.host + path.slice(0, LONGEST_PATH);
}
