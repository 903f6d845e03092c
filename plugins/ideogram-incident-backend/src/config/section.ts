import type { JsonObject, JsonValue } from '@backstage/types';
import type { Mistakes } from './mistakes';
import { nearest } from './nearest';
import { Refusal, type Parse } from './values/parse';

/** One mapping of the configuration, with the key under which it stands. */
export interface Layer {
  key: string;
  value: JsonObject;
}

interface Found {
  key: string;
  value: JsonValue;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueIn({ value }: Layer, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

// A key may hold anything; a long or odd one must not break the message.
function shown(key: string): string {
  return /^[\w-]{1,60}$/.test(key) ? key : JSON.stringify(key.slice(0, 60));
}

/**
 * Reads one mapping key by key: what is wrong goes to the mistakes and reading
 * goes on, so all mistakes are found. What was read is of use only when there
 * were none.
 *
 * Several layers are read as one, the first that has a key wins: this is how a
 * target overrides the defaults, and a mistake is reported where it was made.
 */
export class Section {
  private readonly known = new Set<string>();

  private constructor(
    private readonly layers: readonly Layer[],
    private readonly mistakes: Mistakes,
    /** True where a required key may still come from another layer. */
    private readonly partial: boolean,
  ) {}

  /** Reads a section with `read`; a key that it didn't ask for is a mistake. */
  static read<T>(
    layers: readonly Layer[],
    mistakes: Mistakes,
    read: (section: Section) => T,
    options: { partial: boolean } = { partial: false },
  ): T {
    const section = new Section(layers, mistakes, options.partial);
    const result = read(section);
    section.reportUnknownKeys();
    return result;
  }

  /** Where a key of this section stands, or would have to stand. */
  keyOf(name: string): string {
    return this.find(name)?.key ?? `${this.layers[0].key}.${shown(name)}`;
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }

  /** Accepts a key whatever it holds. */
  allow(name: string): void {
    this.known.add(name);
  }

  /** The names of all keys, for a mapping whose keys the operator chooses. */
  names(): string[] {
    return [...new Set(this.layers.flatMap(({ value }) => Object.keys(value)))];
  }

  mistake(name: string, text: string): void {
    this.mistakes.add(this.keyOf(name), text);
  }

  /** A mistake of the section as a whole. */
  mistakeHere(text: string): void {
    this.mistakes.add(this.layers[0].key, text);
  }

  optional<T>(name: string, parse: Parse<T>): T | undefined {
    const found = this.find(name);
    return found && this.parse(found, parse);
  }

  value<T>(name: string, parse: Parse<T>, byDefault: T): T {
    return this.optional(name, parse) ?? byDefault;
  }

  required<T>(name: string, parse: Parse<T>): T {
    const found = this.find(name);
    if (!found && !this.partial) this.mistake(name, 'is missing');
    return (found && this.parse(found, parse)) as T;
  }

  /** A list replaces a list: it comes from one layer. */
  list<T>(name: string, parse: Parse<T>): T[] | undefined {
    return this.items(name)?.map(item => this.parse(item, parse) as T);
  }

  sections<T>(name: string, read: (section: Section) => T): T[] {
    return (this.items(name) ?? []).flatMap(({ key, value }) => {
      if (isObject(value)) {
        return [Section.read([{ key, value }], this.mistakes, read)];
      }
      this.mistakes.add(key, 'must be a mapping of keys to values');
      return [];
    });
  }

  /** `undefined` where no layer has the section. */
  section<T>(name: string, read: (section: Section) => T): T | undefined {
    const layers = this.layersOf(name);
    if (layers.length === 0) return undefined;
    return Section.read(layers, this.mistakes, read, { partial: this.partial });
  }

  /** Like `section`, for one whose keys all have defaults. */
  sectionOrDefaults<T>(name: string, read: (section: Section) => T): T {
    return (
      this.section(name, read) ??
      Section.read(
        [{ key: this.keyOf(name), value: {} }],
        this.mistakes,
        read,
        {
          partial: this.partial,
        },
      )
    );
  }

  /** The mappings that stand under a key, most specific first. */
  layersOf(name: string): Layer[] {
    this.known.add(name);
    const layers: Layer[] = [];
    for (const layer of this.layers) {
      const value = valueIn(layer, name);
      const key = `${layer.key}.${shown(name)}`;
      if (isObject(value)) layers.push({ key, value });
      else if (value !== undefined) {
        this.mistakes.add(key, 'must be a mapping of keys to values');
      }
    }
    return layers;
  }

  private items(name: string): Found[] | undefined {
    const found = this.find(name);
    if (!found) return undefined;
    if (Array.isArray(found.value)) {
      return found.value.map((value, index) => ({
        key: `${found.key}[${index}]`,
        value: value ?? null,
      }));
    }
    this.mistakes.add(found.key, 'must be a list');
    return undefined;
  }

  private find(name: string): Found | undefined {
    this.known.add(name);
    for (const layer of this.layers) {
      const value = valueIn(layer, name);
      if (value !== undefined) {
        return { key: `${layer.key}.${shown(name)}`, value };
      }
    }
    return undefined;
  }

  private parse<T>(found: Found, parse: Parse<T>): T | undefined {
    try {
      return parse(found.value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.mistakes.add(found.key, error.message);
      return undefined;
    }
  }

  private reportUnknownKeys(): void {
    const known = [...this.known];
    for (const layer of this.layers) {
      for (const name of Object.keys(layer.value)) {
        if (this.known.has(name)) continue;
        const meant = nearest(name, known);
        const hint = meant ? `, probably ${meant} is meant` : '';
        this.mistakes.add(
          `${layer.key}.${shown(name)}`,
          `is not a known key${hint}; known here: ${known.join(', ')}`,
        );
      }
    }
  }
}
