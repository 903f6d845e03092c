import type { V1Secret } from '@kubernetes/client-node';
import { LAST_APPLIED, rotateSecretPatch } from './rotateSecretPatch';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const secretOf = (data?: Record<string, string>, lastApplied?: unknown) =>
  ({
    metadata: {
      resourceVersion: '7',
      ...(lastApplied !== undefined && {
        annotations: { [LAST_APPLIED]: lastApplied, other: 'stays' },
      }),
    },
    data,
  } as unknown as V1Secret);

it.each([
  ['another value', { 'api-key': base64('old'), other: base64('stays') }],
  ['another key', { other: base64('stays') }],
  ['nothing', undefined],
])('changes one key of a secret with %s', (_, data) => {
  expect(rotateSecretPatch(secretOf(data), 'api-key', 'new')).toEqual({
    metadata: { resourceVersion: '7' },
    data: { 'api-key': base64('new') },
  });
});

it('changes nothing where the key is the same', () => {
  const secret = secretOf({ 'api-key': base64('new') });
  expect(rotateSecretPatch(secret, 'api-key', 'new')).toBeUndefined();
});

it.each([
  ['with data', '{"data":{"api-key":"b2xk"}}', true],
  ['with text', '{"stringData":{"api-key":"old"}}', true],
  ['that is cut off', '{"data":{"api-key":"b2', true],
  ['without values', '{"data":{},"metadata":{}}', false],
  ['of nothing', 'null', false],
  ['that is no text', 5, false],
])('drops what was last applied %s: %#', (_, lastApplied, isDropped) => {
  expect(
    rotateSecretPatch(secretOf({}, lastApplied), 'api-key', 'new'),
  ).toEqual({
    metadata: {
      resourceVersion: '7',
      ...(isDropped && { annotations: { [LAST_APPLIED]: null } }),
    },
    data: { 'api-key': base64('new') },
  });
});
