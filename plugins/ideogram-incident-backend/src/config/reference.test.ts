import { ConfigReader } from '@backstage/config';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readIdeogramIncidentConfig } from './readConfig';
import {
  backstageSchema,
  DOCUMENTATION,
  SCHEMA,
  withReferences,
} from './reference';

const written = (file: string) => readFileSync(file, 'utf8');

// Prettier pads the cells of a table.
const withoutPadding = (markdown: string) =>
  markdown.replace(/ +\|/g, ' |').replace(/-{3,}/g, '---');

describe('what `yarn build:config` writes is up to date:', () => {
  it('the schema', () => {
    expect(JSON.parse(written(SCHEMA))).toEqual(
      JSON.parse(JSON.stringify(backstageSchema())),
    );
  });

  it('the tables of the documentation', () => {
    const documentation = written(DOCUMENTATION);
    expect(withoutPadding(documentation)).toBe(
      withoutPadding(withReferences(documentation)),
    );
  });
});

it('the schema hides the secrets, and shows nothing to the browser', () => {
  const tagged: string[] = [];
  const collect = (schema: object, key: string) => {
    for (const [name, value] of Object.entries(schema)) {
      if (name.endsWith('isibility')) tagged.push(`${key}: ${name} ${value}`);
      else if (typeof value === 'object') collect(value, `${key}.${name}`);
    }
  };
  collect(backstageSchema(), '');
  expect(
    tagged.map(text =>
      text.replace(/\.(properties|additionalProperties|items)(?=[.:])/g, ''),
    ),
  ).toEqual([
    '.ideogramIncident.clusters.serviceAccountToken: visibility secret',
    '.ideogramIncident.defaults.prometheus.headers: deepVisibility secret',
    '.ideogramIncident.targets.prometheus.headers: deepVisibility secret',
    '.ideogramIncident.communication: deepVisibility secret',
  ]);
});

it.each(
  [
    ...written(DOCUMENTATION).matchAll(/```yaml\n(ideogramIncident:[^]*?)```/g),
  ].map(([, example]) => [example]),
)('reads the example of the documentation without a mistake:\n%s', example => {
  const { targets, warnings } = readIdeogramIncidentConfig(
    new ConfigReader(parse(example)),
  );
  expect(targets.has('production')).toBe(true);
  expect(warnings).toEqual([]);
});
