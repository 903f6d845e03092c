import type { RecentErrorsDetails } from 'backstage-plugin-ideogram-incident-common';

type Line = RecentErrorsDetails['lines'][number];

const TIME = String.raw`(?:\d{4}[-/.]\d{2}[-/.]\d{2}[T ])?\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z| ?[+-]\d{2}:?\d{2})?`;
/** Alone, or in brackets in which nothing else stands. */
const OWN_TIME = new RegExp(`^(?:\\[${TIME}\\] ?|${TIME} (?:[|-] )?(?=\\S))`);

/** The cluster's time stands beside it, in the viewer's zone. */
export function withoutOwnTime(text: string): string {
  return text.replace(OWN_TIME, '');
}

/** The lines in which a text stands, in any case. */
export function matching(lines: readonly Line[], search: string): Line[] {
  const wanted = search.trim().toLowerCase();
  return lines.filter(({ pod, container = '', text }) =>
    `${pod} ${container} ${text}`.toLowerCase().includes(wanted),
  );
}

/** All of it as text, as the logs have it: for a chat or a ticket. */
export function copiedText({ lines, lastWords = [] }: RecentErrorsDetails) {
  const words = lastWords.flatMap(({ at, lines: said, ...place }) =>
    said.map(text => ({ ...place, at, text })),
  );
  return [...words, ...lines]
    .map(({ at, pod, container, previous, text }) =>
      [at, pod, container, previous && '(previous)', text]
        .filter(Boolean)
        .join(' '),
    )
    .join('\n');
}
