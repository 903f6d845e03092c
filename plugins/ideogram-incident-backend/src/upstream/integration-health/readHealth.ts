export type Health = 'ok' | 'degraded' | 'failing';

/** What health bodies say, in lower case and without separators. */
const WORDS: Record<Health, readonly string[]> = {
  ok: [
    'healthy',
    'ok',
    'okay',
    'up',
    'connected',
    'true',
    'operational',
    'available',
    'online',
    'pass',
    'passing',
    'reachable',
    'green',
    'serving',
    'alive',
    'ready',
    'live',
    'running',
    'normal',
    'success',
  ],
  degraded: [
    'degraded',
    'warn',
    'warning',
    'partial',
    'slow',
    'yellow',
    'impaired',
  ],
  failing: [
    'unhealthy',
    'notok',
    'down',
    'disconnected',
    'error',
    'false',
    'fail',
    'failed',
    'failing',
    'outofservice',
    'unavailable',
    'unreachable',
    'offline',
    'outage',
    'critical',
    'red',
    'notserving',
    'nothealthy',
    'notready',
    'dead',
    'stopped',
    'failure',
    'crit',
  ],
};

const HEALTH_BY_WORD = new Map(
  (Object.keys(WORDS) as Health[]).flatMap(health =>
    WORDS[health].map(word => [word, health] as const),
  ),
);

/** `undefined` for a word that is in none of the lists. */
export function healthOfWord(word: string): Health | undefined {
  // None of the words is longer, however it is spaced.
  if (word.length > 40) return undefined;
  return HEALTH_BY_WORD.get(word.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Keys under which an answer stands, with the words for true and false. */
const ANSWER_KEYS: Record<string, readonly [string, string]> = {
  status: ['ok', 'not ok'],
  state: ['ok', 'not ok'],
  health: ['healthy', 'unhealthy'],
  healthy: ['healthy', 'unhealthy'],
  connected: ['connected', 'disconnected'],
  ok: ['ok', 'not ok'],
  up: ['up', 'down'],
  alive: ['alive', 'dead'],
  ready: ['ready', 'not ready'],
  serving: ['serving', 'not serving'],
  available: ['available', 'unavailable'],
  reachable: ['reachable', 'unreachable'],
};

/** `healthy` for `isHealthy`, and `status` for `overall_status`. */
function answerKeyOf(key: string): string | undefined {
  if (key.length > 40) return undefined;
  const known = (name: string) => Object.hasOwn(ANSWER_KEYS, name);
  const small = key.toLowerCase().replace(/[^a-z]/g, '');
  return [
    small,
    small.replace(/^is/, ''),
    small.replace(
      /^(?:overall|health|service|serving)(?=status|state|health)/,
      '',
    ),
  ].find(known);
}

/** What a health body says, and where. */
export interface HealthAnswer {
  health: Health;
  /** The body's own word; for true and false, what they mean. */
  value: string;
  /** Keys joined by dots. */
  path: string;
  /** Whether it speaks of the Ideogram part, or of the whole. */
  about: 'ideogram' | 'integration';
}

type Found = Omit<HealthAnswer, 'about'>;

const SEVERITY: readonly Health[] = ['ok', 'degraded', 'failing'];
const worst = (answers: readonly HealthAnswer[]): HealthAnswer | undefined =>
  [...answers].sort(
    (a, b) => SEVERITY.indexOf(b.health) - SEVERITY.indexOf(a.health),
  )[0];

/** Where the Ideogram part stands in bodies in the wild. */
const IDEOGRAM_PATHS = [
  'services.ideogram',
  'ideogram',
  'checks.ideogram',
  'components.ideogram',
  'dependencies.ideogram',
];

/** Far deeper and wider than any such body. */
const MAX_DEPTH = 6;
const MAX_VISITED = 2000;

type Place = { value: unknown; path: string };

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const joined = (path: string, key: string | number) =>
  path === '' ? String(key) : `${path}.${key}`;

/** What stands in a mapping or a list. */
function childrenOf({ value, path }: Place): (Place & { key: string })[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).map(([key, child]) => ({
    key,
    value: child,
    path: joined(path, key),
  }));
}

/** Keys are the same in any case, for each framework writes its own. */
function at(body: unknown, path: string): Place | undefined {
  let place: Place = { value: body, path: '' };
  for (const key of path.split('.')) {
    const children = childrenOf(place);
    const child =
      children.find(each => each.key === key) ??
      children.find(each => each.key.toLowerCase() === key.toLowerCase());
    if (child?.value === undefined) return undefined;
    place = child;
  }
  return place;
}

/** A list names what its items are about in a field of them. */
const NAME_KEYS =
  /^(?:name|id|key|service|component|componentname|componentid|check)$/i;

const saysIdeogram = (name: unknown) =>
  typeof name === 'string' && name.length <= 200 && /ideogram/i.test(name);

const isNamedIdeogram = (value: unknown) =>
  isObject(value) &&
  Object.entries(value).some(
    ([key, name]) => NAME_KEYS.test(key) && saysIdeogram(name),
  );

/** What says how Ideogram is, wherever it stands: all that is least deep. */
function partsIn(body: Record<string, unknown>): Place[] {
  let level: Place[] = [{ value: body, path: '' }];
  let visited = 0;
  for (let depth = 0; depth < MAX_DEPTH && level.length > 0; depth++) {
    const next = level.flatMap(place =>
      childrenOf(place).map(child => ({
        ...child,
        isPart: Array.isArray(place.value)
          ? isNamedIdeogram(child.value)
          : saysIdeogram(child.key),
      })),
    );
    const parts = next.filter(each => each.isPart && readAll(each).length > 0);
    if (parts.length > 0) return parts;
    visited += next.length;
    if (visited > MAX_VISITED) return [];
    level = next;
  }
  return [];
}

function readWord({ value, path }: Place): Found | undefined {
  const key = answerKeyOf(path.slice(path.lastIndexOf('.') + 1)) ?? 'status';
  const [yes, no] = ANSWER_KEYS[key];
  if (typeof value === 'boolean') {
    return { health: value ? 'ok' : 'failing', value: value ? yes : no, path };
  }
  if (typeof value !== 'string') return undefined;
  const health = healthOfWord(value);
  return health && { health, value: value.trim().toLowerCase(), path };
}

/**
 * All that a value says: a word, or a mapping with words in it. A list says
 * what its items say, and so does a mapping that has no word of its own.
 */
function readAll(place: Place, depth = 0): Found[] {
  const { value } = place;
  if (typeof value !== 'object' || value === null) {
    return [readWord(place) ?? []].flat();
  }
  if (depth >= MAX_DEPTH) return [];
  const children = childrenOf(place).slice(0, MAX_VISITED);
  if (Array.isArray(value)) {
    return children.flatMap(child => readAll(child, depth + 1));
  }
  const own = children.filter(({ key }) => answerKeyOf(key) !== undefined);
  const said = own.flatMap(child => readAll(child, depth + 1));
  if (said.length > 0 || own.length > 0 || place.path === '') return said;
  return children
    .filter(child => typeof child.value === 'object')
    .flatMap(child => readAll(child, depth + 1));
}

/** In these, bodies are wrapped as a whole. */
const WRAPPERS = ['data', 'result', 'response', 'payload'];

function wholeOf(body: Record<string, unknown>): HealthAnswer | undefined {
  const wrapped = WRAPPERS.flatMap(key => at(body, key) ?? []);
  for (const { value, path } of [{ value: body, path: '' }, ...wrapped]) {
    const said = isObject(value) ? readAll({ value, path: '' }) : [];
    const answer = worst(
      said.map(found => ({
        ...found,
        path: joined(path, found.path),
        about: 'integration',
      })),
    );
    if (answer) return answer;
  }
  return undefined;
}

/** What a health body says. */
export interface HealthBody {
  /** What decides: the worse of part and whole, of equals the part. */
  answer: HealthAnswer;
  /** What it says of Ideogram. */
  part?: HealthAnswer;
  /** What stands at its top, where something does. */
  whole?: HealthAnswer;
}

/**
 * Reads the body of a health address: the whole at its top, and the part at
 * the configured path, then in the other known shapes, then wherever something
 * is named after Ideogram. The worse of both decides. Where the part can't be
 * understood, the whole may still say that something is wrong, but not that
 * all is well.
 *
 * @returns `undefined` where the body says nothing that is known
 */
export function readHealth(
  body: unknown,
  path: string,
): HealthBody | undefined {
  if (!isObject(body)) return undefined;

  const whole = wholeOf(body);
  const [place] = [path, ...IDEOGRAM_PATHS].flatMap(
    candidate => at(body, candidate) ?? [],
  );
  const places = place ? [place] : partsIn(body);
  if (places.length === 0) return whole && { answer: whole, whole };

  const isWhole =
    place && !place.path.includes('.') && answerKeyOf(place.path) !== undefined;
  const found = places.flatMap(each => readAll(each));
  if (isWhole) {
    const answer = worst(
      found.map(each => ({ ...each, about: 'integration' })),
    );
    return answer && { answer, whole: answer };
  }
  const part = worst(found.map(each => ({ ...each, about: 'ideogram' })));
  if (!part) {
    return whole && whole.health !== 'ok'
      ? { answer: whole, whole }
      : undefined;
  }
  const answer = whole ? worst([part, whole]) : part;
  return { answer: answer ?? part, part, ...(whole && { whole }) };
}
