/** The texts of the Incident tab around the features, and of what stands in its place. */
export const tabMessages = {
  tab: {
    skip: 'Skip to what to do now',
    zone: 'Times are {{zone}}. Hover or focus a time to see UTC.',
    why: 'Why this outcome',
  },
  aftermath: {
    title: 'After the outage',
    titleTasks: 'Still to do',
    toldEnd: '{{what}}, {{end}}, {{age}}.',
    toldUnknown:
      '{{what}}, last seen at {{time}}, {{age}}. When it ended is not known.',
    fromTo: '{{level}} from {{from}} to {{to}}',
    seenFromTo: '{{level}} from {{from}} or earlier to {{to}}',
    from: '{{level}} from {{from}}',
    seenFrom: '{{level}} from {{from}} or earlier',
    ofClass: '{{what}}, {{errorClass}}',
    byItself: 'ended by itself',
    withoutAction: 'ended without an action from this tab',
    afterAction: 'ended after “{{action}}” by {{person}}',
    duringAction: 'ended during “{{action}}” by {{person}}',
    ended: 'ended',
    dismiss: 'Dismiss',
    revoke: 'Revoke the old key at Ideogram. It was replaced at {{time}}.',
    isRevoked: 'Mark as revoked',
    mitigationOn: '{{name}} is still on. Disable it once it is not needed.',
    authentication: 'key refused',
    billing: 'out of credit',
    rateLimited: 'rate limit',
    vendorFault: 'vendor fault',
    network: 'network',
    unclassified: 'unclassified errors',
  },
  annotationMissing: {
    body: 'Add the annotation to its {{file}}, with the names of targets that your operator has defined.',
    copy: 'Copy the annotation',
  },
  targetNotDefined: {
    title: 'Target “{{target}}” is not defined',
    body: 'The component names {{target}}, but the operator has defined no such target. Correct the annotation, or ask the operator to add it to {{key}}.',
    others: 'Other targets of this component still work.',
    edit: 'Edit catalog-info.yaml',
  },
  share: {
    link: 'Copy link',
    summary: 'Copy summary',
  },
  targetUnknown: {
    title: 'This component has no target “{{target}}”',
    shown: 'The link may be old or mistyped. You see {{target}} instead.',
    none: 'The link may be old or mistyped.',
  },
  noPermission: {
    title: 'You may not see this tab',
    body: 'Ask {{whom}} to let you see it. What you need is the permission {{permission}} for this component.',
  },
  backendAbsent: {
    title: 'The Ideogram incident backend does not answer',
    absent:
      'Something else answers at {{path}}: the backend plugin is not installed, has another version, or did not start. Tell the administrator of the portal. Meanwhile, follow the runbook by hand.',
    unreachable:
      'The portal can’t be reached, or answers with an error: {{message}}. Meanwhile, follow the runbook by hand.',
    runbook: 'Open the runbook',
    tryAgain: 'Try again',
    triesAgain: 'Tries again in {{seconds}} s.',
  },
  notFound: {
    title: 'The portal does not find this',
    tryAgain: 'Try again',
  },
} as const;
