import { fieldsOf, initialValues } from './fields';
import { validateFields } from './validateFields';

const of = (properties: object, required: string[] = []) =>
  fieldsOf({ type: 'object', properties, required });

it.each([
  [
    'a secret',
    { apiKey: { type: 'string', writeOnly: true, title: 'New key' } },
    { kind: 'text', secret: true, label: 'New key', initial: '' },
  ],
  [
    'a text, named after itself',
    { dryRun_mode: { type: 'string', description: 'Why' } },
    { kind: 'text', secret: false, label: 'Dry run mode', help: 'Why' },
  ],
  [
    'a whole number without the limits of a computer',
    {
      replicas: {
        type: 'integer',
        minimum: 1,
        maximum: Number.MAX_SAFE_INTEGER,
        default: 6,
      },
    },
    {
      kind: 'number',
      integer: true,
      minimum: 1,
      maximum: undefined,
      initial: '6',
    },
  ],
  [
    'a flag',
    { force: { type: 'boolean', default: true } },
    { kind: 'flag', initial: 'true' },
  ],
  [
    'a choice',
    { pace: { type: 'string', enum: ['slow', 'quick'], default: 'slow' } },
    { kind: 'choice', options: ['slow', 'quick'], initial: 'slow' },
  ],
])('a field of %s', (_, properties, field) => {
  expect(of(properties).fields).toEqual([expect.objectContaining(field)]);
});

it('leaves a pattern to the backend that no browser understands', () => {
  const { fields } = of({ name: { type: 'string', pattern: '(?<' } });
  expect(validateFields(fields, { name: 'x' }).parameters).toEqual({
    name: 'x',
  });
});

it('names what has to be given and can not be asked for', () => {
  expect(
    of({ env: { type: 'object' }, tags: { type: 'array' }, odd: 7 }, [
      'env',
      'odd',
    ]),
  ).toEqual({ fields: [], unsupported: ['Env', 'Odd'] });
});

it.each([[{}], [{ properties: 'none', required: 3 }]])(
  'has no field for %j',
  parameters => {
    expect(fieldsOf(parameters)).toEqual({ fields: [], unsupported: [] });
  },
);

describe('filled in', () => {
  const { fields } = of(
    {
      apiKey: {
        type: 'string',
        minLength: 3,
        maxLength: 5,
        pattern: '^\\S*$',
        errorMessage: { pattern: 'It holds a space.' },
      },
      zone: { type: 'string', pattern: '^[a-z]+$' },
      replicas: { type: 'integer', minimum: 1, maximum: 9 },
      share: { type: 'number' },
      force: { type: 'boolean' },
    },
    ['apiKey', 'replicas'],
  );

  it('is of the types that the schema names', () => {
    const values = {
      apiKey: 'abcd',
      replicas: '6',
      share: '0.5',
      force: 'true',
    };
    expect(validateFields(fields, values)).toEqual({
      parameters: { apiKey: 'abcd', replicas: 6, share: 0.5, force: true },
      missing: [],
      errors: {},
    });
  });

  it('misses what is required, and leaves out the rest', () => {
    expect(validateFields(fields, initialValues(fields))).toEqual({
      parameters: { force: false },
      missing: ['Api key', 'Replicas'],
      errors: {},
    });
  });

  it.each([
    ['apiKey', 'ab', { key: 'field.tooShort', number: 3 }],
    ['apiKey', 'abcdef', { key: 'field.tooLong', number: 5 }],
    ['apiKey', 'abc\n', { words: 'It holds a space.' }],
    ['zone', 'EU', { key: 'field.otherForm' }],
    ['replicas', '0', { key: 'field.tooSmall', number: 1 }],
    ['replicas', '10', { key: 'field.tooLarge', number: 9 }],
    ['replicas', '1.5', { key: 'field.noInteger' }],
    ['replicas', '1e400', { key: 'field.noInteger' }],
    ['replicas', ' ', { key: 'field.noInteger' }],
    ['share', 'half', { key: 'field.noNumber' }],
  ])('finds the error in %s: %j', (name, value, error) => {
    const { errors, parameters } = validateFields(fields, { [name]: value });
    expect(errors).toEqual({ [name]: error });
    expect(parameters).not.toHaveProperty(name);
  });
});
