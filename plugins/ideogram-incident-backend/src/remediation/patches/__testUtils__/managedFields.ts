import { annotationOf } from '../mitigationRecord';

/** Who has set the value of an entry of the container `app`. */
export const ownsValue = (manager: string, env: string) => ({
  manager,
  operation: 'Update',
  apiVersion: 'apps/v1',
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:spec': {
      'f:template': {
        'f:spec': {
          'f:containers': {
            'k:{"name":"app"}': {
              'f:env': { [`k:{"name":"${env}"}`]: { 'f:value': {} } },
            },
          },
        },
      },
    },
  },
});

/** Who has written the record of an entry. */
export const ownsRecord = (manager: string, env: string) => ({
  ...ownsValue(manager, env),
  fieldsV1: {
    'f:metadata': { 'f:annotations': { [`f:${annotationOf(env)}`]: {} } },
  },
});
