import { useEffect } from 'react';

/** Backstage's notifications keep the number of the unread before everything. */
const UNREAD = /^(?:\(\d+\) )?/;

/** The title with another text than `from` after the number of the unread. */
function exchanged(title: string, from: string, to: string): string {
  const [unread] = UNREAD.exec(title)!;
  const rest = title.slice(unread.length);
  return unread + to + (rest.startsWith(from) ? rest.slice(from.length) : rest);
}

/**
 * Puts something before the title of the window for as long as it is given.
 * The portal sets the title by itself now and then; the prefix comes back.
 */
export function useTitlePrefix(prefix: string | undefined) {
  useEffect(() => {
    if (prefix === undefined) return undefined;
    const start = `${prefix} · `;
    const become = (title: string) => {
      if (document.title !== title) document.title = title;
    };
    const put = () => become(exchanged(document.title, start, start));
    put();
    const observer = new MutationObserver(put);
    observer.observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return () => {
      observer.disconnect();
      become(exchanged(document.title, start, ''));
    };
  }, [prefix]);
}
