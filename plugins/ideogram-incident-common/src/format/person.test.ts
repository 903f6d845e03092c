import { personName } from './person';

it.each([
  ['user:default/responder', 'responder'],
  ['User:default/Jane', 'Jane'],
  ['user:other/jane', 'user:other/jane'],
  ['service:default/bot', 'service:default/bot'],
  ['user:default/', 'user:default/'],
  ['nobody', 'nobody'],
  ['', ''],
])('calls %j %j', (entityRef, name) => {
  expect(personName(entityRef)).toBe(name);
});
