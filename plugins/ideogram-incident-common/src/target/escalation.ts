/**
 * Whom to ask for what the portal and the person before it can't do.
 *
 * @public
 */
export function escalationContact({
  escalation,
}: {
  escalation?: string;
}): string {
  return escalation ?? 'an administrator of the cluster';
}
