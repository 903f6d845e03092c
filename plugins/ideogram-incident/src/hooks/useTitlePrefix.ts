import { useEffect } from 'react';

/**
 * Puts something before the title of the window for as long as it is given.
 * The portal sets the title by itself now and then; the prefix comes back.
 */
export function useTitlePrefix(prefix: string | undefined) {
  useEffect(() => {
    if (prefix === undefined) return undefined;
    const start = `${prefix} · `;
    const put = () => {
      if (!document.title.startsWith(start))
        document.title = start + document.title;
    };
    put();
    const observer = new MutationObserver(put);
    observer.observe(document.head, {
      childList: true,
      characterData: true,
      subtree: true,
    });
    return () => {
      observer.disconnect();
      if (document.title.startsWith(start))
        document.title = document.title.slice(start.length);
    };
  }, [prefix]);
}
