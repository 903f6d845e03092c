import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { isObject, ROOT } from './mistakes';
import { configSchema } from './readConfig';
import { jsonSchemaOf } from './schema';

const inPackage = (file: string) =>
  resolvePackagePath('backstage-plugin-ideogram-incident-backend', file);

/** What is written, and compared by a test. */
export const SCHEMA = inPackage('config.schema.json');
export const DOCUMENTATION = inPackage('../../docs/configuration.md');

interface Json {
  [keyword: string]: unknown;
  properties?: Record<string, Json>;
  additionalProperties?: Json | boolean;
  items?: Json;
  required?: string[];
}

const schema: Json = jsonSchemaOf(configSchema());

/** What Backstage checks and hides: `config.schema.json`. */
export function backstageSchema(): object {
  return {
    $schema: 'https://backstage.io/schema/config-v1',
    type: 'object',
    properties: { [ROOT]: forBackstage(schema) },
  };
}

function forBackstage(
  { form, required, properties, additionalProperties, items, ...rest }: Json,
  isItem = false,
): Json {
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [
          name,
          forBackstage(each),
        ]),
      ),
    }),
    // Backstage closes a schema itself, where it is asked to be strict, after
    // it has merged it with those of modules that add keys.
    ...(isObject(additionalProperties) && {
      additionalProperties: forBackstage(additionalProperties),
    }),
    ...(items && { items: forBackstage(items, true) }),
    // What is missing may come from `defaults`, but not in a list.
    ...(isItem && required && { required }),
  };
}

/** The sections that the documentation has a table of. */
const documented = Object.entries(schema.properties ?? {}).flatMap(
  ([name, { form }]) => (name === 'defaults' || form ? [] : [name]),
);

/** A table of all keys of a section, in Markdown. */
function referenceOf(name: string): string {
  const section = schema.properties?.[name] ?? {};
  const { additionalProperties, items } = section;
  const entry = isObject(additionalProperties) ? additionalProperties : items;
  return [
    ['key', 'allowed values', 'default', 'what it does'],
    ['---', '---', '---', '---'],
    ...rowsOf(entry ?? section, []),
  ]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function rowsOf(json: Json, keys: string[], isRequired = false): string[][] {
  const { properties, additionalProperties, items, required } = json;
  const rest = isObject(additionalProperties) ? additionalProperties : {};
  const isSection = properties || rest.properties;
  if (isSection) {
    return [
      ...Object.entries(properties ?? {}).flatMap(([name, each]) =>
        rowsOf(each, [...keys, name], required?.includes(name)),
      ),
      ...(rest.properties ? rowsOf(rest, [...keys, '<name>']) : []),
    ];
  }
  if (items?.properties) {
    const list = [...keys.slice(0, -1), `${keys.at(-1)}[]`];
    return rowsOf(items, list);
  }
  const key = keys.join('.');
  if (!json.description) throw new Error(`${key} has no description`);
  const form =
    json.form ??
    (items ? `list, each ${items.form}` : `names and values: ${rest.form}`);
  const isSecret = [json.visibility, json.deepVisibility].includes('secret');
  return [
    [
      `\`${key}\``,
      `${form}${isSecret ? '; **secret**' : ''}`,
      isRequired ? 'none: required' : shown(json.default),
      String(json.description),
    ].map(cell => cell.replaceAll('|', '\\|')),
  ];
}

function shown(byDefault: unknown): string {
  const isEmpty =
    byDefault === undefined ||
    byDefault === '' ||
    (typeof byDefault === 'object' &&
      Object.keys(byDefault ?? {}).length === 0);
  if (isEmpty) return 'none';
  // YAML would make something else of it.
  return byDefault === 'true' ? "`'true'`" : `\`${byDefault}\``;
}

/** The documentation with its tables anew, between the marks of each. */
export function withReferences(markdown: string): string {
  return documented.reduce((text, name) => {
    const [begin, end] = [`<!-- keys of ${name} -->`, '<!-- end -->'];
    const [before, after] = text.split(begin);
    if (after === undefined) throw new Error(`${begin} is missing`);
    const behind = after.slice(after.indexOf(end));
    return `${before}${begin}\n\n${referenceOf(name)}\n\n${behind}`;
  }, markdown);
}
