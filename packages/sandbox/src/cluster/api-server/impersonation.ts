import type { IncomingMessage } from 'node:http';
import { serviceAccountUser } from './authentication';
import { denial, type Attributes, type Authorizer, type User } from './rbac';
import { refuse, refuseAttributes } from './statusError';

type Wanted = { resource: string; name: string; namespace?: string };

/** Who a request is made as: who sent it, or whom they may act for and name in its headers. */
export function actingUser(
  authorizer: Authorizer,
  sender: User,
  {
    headers,
    headersDistinct,
  }: Pick<IncomingMessage, 'headers' | 'headersDistinct'>,
): User {
  const name = headersDistinct['impersonate-user']?.[0] ?? '';
  const groups = headersDistinct['impersonate-group'] ?? [];
  const other = Object.keys(headers).find(header =>
    /^impersonate-(uid|extra-)/.test(header),
  );
  if (other) {
    throw refuse.badRequest(`${other} is not known to this stand-in`);
  }
  if (!name) {
    if (groups.length === 0) return sender;
    throw refuse.badRequest(
      `requested [${groups.join(' ')}] without impersonating a user`,
    );
  }
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  const wanted: Wanted[] = [
    account
      ? { resource: 'serviceaccounts', namespace: account[1], name: account[2] }
      : { resource: 'users', name },
    ...groups.map(group => ({ resource: 'groups', name: group })),
  ];
  for (const each of wanted) {
    const asked: Attributes = { verb: 'impersonate', group: '', ...each };
    if (authorizer.allows(sender, asked) === undefined) {
      throw refuseAttributes(asked, denial(sender, asked));
    }
  }
  const own =
    account && groups.length === 0
      ? serviceAccountUser(account[1], account[2]).groups
      : groups;
  return {
    name,
    groups: own.some(group => /^system:(un)?authenticated$/.test(group))
      ? own
      : [...own, 'system:authenticated'],
  };
}
