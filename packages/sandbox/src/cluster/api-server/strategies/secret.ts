import type { Secret } from '../../objects';
import { wrong, type Strategy } from './strategy';

const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const secretStrategy: Strategy = {
  defaults: ({ stringData, ...secret }: Secret & { stringData?: any }) => ({
    ...secret,
    type: secret.type ?? 'Opaque',
    ...((secret.data || stringData) && {
      data: {
        ...secret.data,
        ...Object.fromEntries(
          Object.entries(stringData ?? {}).map(([key, value]) => [
            key,
            Buffer.from(String(value)).toString('base64'),
          ]),
        ),
      },
    }),
  }),
  validate: (secret: Secret, previous?: Secret) => [
    ...Object.entries(secret.data ?? {}).flatMap(([key, value]) => [
      ...(/^[-._a-zA-Z0-9]{1,253}$/.test(key)
        ? []
        : [
            wrong(
              `data[${key.slice(0, 100)}]`,
              key,
              "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            ),
          ]),
      ...(typeof value === 'string' && base64.test(value)
        ? []
        : [
            {
              field: `data[${key.slice(0, 100)}]`,
              reason: 'FieldValueInvalid',
              message: 'illegal base64 data',
            },
          ]),
    ]),
    ...(previous && secret.type !== previous.type
      ? [wrong('type', secret.type, 'field is immutable')]
      : []),
  ],
};
