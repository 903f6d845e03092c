import {
  builtInActions,
  type BuiltInAction,
} from 'backstage-plugin-ideogram-incident-common';

type Words<K extends string> = {
  [Id in BuiltInAction as (typeof builtInActions)[Id] extends Record<K, string>
    ? Id
    : never]: (typeof builtInActions)[Id] extends Record<K, infer Text>
    ? Text
    : never;
};

/** One of the texts of each built-in action that has it. */
function wordsOf<K extends 'doing' | 'did' | 'mitigation'>(key: K): Words<K> {
  const texts = Object.entries<{ [Key in K]?: string }>(builtInActions);
  return Object.fromEntries(
    texts.flatMap(([id, { [key]: text }]) => (text ? [[id, text]] : [])),
  ) as Words<K>;
}

/** The texts of the remediation: guidance, actions, operations, mitigations. */
export const remediationMessages = {
  'tab.now': 'What to do now',
  'tab.checkByHand': 'What to check by hand',
  guidance: {
    none: 'There is nothing to do.',
    links: 'Where to look further',
    otherActions_one: '{{count}} other action',
    otherActions_other: '{{count}} other actions',
    showCommand: 'Command',
    copyCommand: 'Copy the command of step {{step}}',
    thenByFinding: 'Then, by what you find',
  },
  action: {
    preview: 'Preview change',
    previewOf: 'Preview change: {{title}}',
    open: 'Open',
    openOf: 'Open: {{title}}',
    askFor: 'Ask for approval to {{action}}',
    notRead:
      'Buttons can’t be shown: the backend does not say what may be done now. Use the commands until it does.',
  },
  dialog: {
    cancel: 'Cancel',
    clear: 'Clear',
    gone: 'This action is not offered any more. Close this window, and see what to do now.',
    willHappen: 'What will happen',
    optional: '{{label}} (optional)',
    secret: 'Sent once, never shown, stored or logged.',
    reason: 'Reason',
    reasonHelp: 'Goes into the history and the audit log.',
    checks: 'Checks',
    checkOk: 'In order:',
    checkRefused: 'In the way:',
    warnings: 'Know before you go on',
    acknowledge: 'I know, and go on',
    store: 'What the cluster will store',
    storeNothing: 'Nothing in the cluster is changed.',
    storeFirst: 'Fill in what is needed, then preview the change.',
    storing: 'Asking the cluster, without changing anything…',
    diffOf: '{{kind}} {{name}}',
    moreLines_one: '{{count}} more line is not shown.',
    moreLines_other: '{{count}} more lines are not shown.',
    needed: 'Still needed: {{fields}}.',
    neededAcknowledgement: 'the tick at “I know, and go on”',
    refused: 'It can’t be run now, see the checks.',
    unsupported:
      'It needs {{fields}}, which this form can’t ask for. Use the HTTP API.',
    sending: 'Sending…',
    tryAgain: 'Try again',
    previewFailed: 'The preview is not known',
  },
  field: {
    tooShort: 'At least {{number}} characters.',
    tooLong: 'At most {{number}} characters.',
    otherForm: 'It is not of the form that is asked for.',
    noNumber: 'A number is needed.',
    noInteger: 'A whole number is needed.',
    tooSmall: 'At least {{number}}.',
    tooLarge: 'At most {{number}}.',
  },
  attempt: {
    lost: 'The answer was lost',
    lostBody:
      'It may run already. Trying again is safe: the same request is never carried out twice.',
    busy: 'Another operation runs on this target',
    busyOpen: 'See what runs',
    forbidden: 'You may not do this',
    refused: 'It is refused',
    invalid: 'The request is not understood',
    nothingRan: 'Nothing was started.',
  },
  doing: wordsOf('doing'),
  did: wordsOf('did'),
  inForce: wordsOf('mitigation'),
  operation: {
    title: 'Operations',
    nothing: 'Nothing has been done about this target from here so far.',
    last: 'Last operation: {{title}}. {{status}}, {{age}}.',
    statusAwaitingApproval: 'Waits for approval',
    statusPending: 'Starts',
    statusRunning: 'Running',
    statusVerified: 'Verified',
    statusUnverified: 'Not verified',
    statusDone: 'Done',
    statusFailed: 'Failed',
    statusRejected: 'Rejected',
    statusWithdrawn: 'Withdrawn',
    statusExpired: 'Expired',
    stepDone: 'Done:',
    stepRunning: 'Running:',
    stepFailed: 'Failed:',
    stepSkipped: 'Skipped:',
    failed: '{{title}}: failed',
    rejected: '{{title}}: rejected',
    withdrawn: '{{title}}: withdrawn',
    expired: '{{title}}: not approved in time',
    runningFor: '{{status}}, {{duration}}',
    startedBy: '{{target}}, started {{time}} by {{person}}',
    askedBy: '{{target}}, asked for at {{time}} by {{person}}',
    reason: 'Reason: {{reason}}',
    rollout: '{{updated}} of {{desired}} pods replaced, {{available}} ready.',
    mayClose:
      'You may close this window. The operation goes on and stays on the tab.',
    connectionLost:
      'The connection is lost. The operation goes on; this window shows it again once the portal answers.',
    took: 'Took {{duration}}.',
    notVerified: 'Look at the readings before you rely on it.',
    leftToRevoke: 'Left to do: revoke the old key at Ideogram.',
    openConsole: 'Open {{title}}',
    copyDetails: 'Copy details',
    loading: 'Reading the operation',
    ofOther: 'It belongs to {{component}}, which shares this target.',
    forbidden: 'You may not see this operation',
    forbiddenBody:
      'It belongs to another component on this target, and seeing it needs the permission {{permission}} for that component. Ask the administrator of the portal.',
    notFound: 'The backend does not know this operation',
    notFoundBody:
      'It is not on record, or not any more. Close this window, and look at the operations on the tab.',
    unread: 'The operation can’t be read',
    unreadBody:
      'The portal does not answer as it should. The operation may go on meanwhile: try again.',
    inShort: '{{doing}}, {{duration}}',
    stepBy: '{{step}}. By {{person}}.',
    by: 'By {{person}}.',
    endedAge: '{{status}}, {{age}}',
    when: 'When',
    steps: 'Steps',
    what: 'What',
    who: 'Who',
    ending: 'How it ended',
    duration: 'Took',
    about: '{{time}}, {{person}}, {{duration}}',
    notBegun: 'Not begun',
    none: 'No operation was run on this target so far.',
    notRead: 'The history can’t be read at the moment. It is tried again.',
    loadMore: 'Show older ones',
    heard: '{{title}}: {{step}}',
    heardFailed: '{{title}} failed. {{issue}}',
  },
  approval: {
    title: 'A second person is needed: {{title}}',
    waits: 'Waits for a second person until {{time}}, {{left}} left.',
    left: '{{left}} left',
    over: 'The time to approve it is over.',
    asked: '{{person}} asks for it.',
    askedBecause: '{{person}} asks for it: “{{reason}}”.',
    look: 'Look and decide',
    lookOf: 'Look and decide: {{title}}',
    follow: 'Open',
    own: 'You asked for it yourself: another person has to decide.',
    reason: 'Reason of your decision',
    reasonHelp: 'Goes into the history and the audit log.',
    approve: 'Approve: {{title}}',
    reject: 'Reject',
    notAnswered:
      'The answer was lost. See above whether it was taken, else press again.',
    decided: '{{decision}} by {{person}}: {{reason}}',
    decidedNoReason: '{{decision}} by {{person}}.',
    withdraw: 'Withdraw request',
    previewedAt:
      'Seen at {{time}}, when it was asked for. If the deployment’s configuration has changed since, nothing is carried out.',
    approved: 'Approved',
    rejected: 'Rejected',
  },
  mitigation: {
    title: 'Mitigations in force',
    none: 'No mitigation is in force.',
    onFor: '{{name}}, on for {{duration}}',
    onUnknown: '{{name}}, on; since when is not known',
    setOutside: 'Set outside of the portal.',
    by: 'By {{person}}.',
    byBecause: 'By {{person}}: {{reason}}',
    before: 'Before: {{before}}',
    reasonGone: 'Its reason is gone',
  },
} as const;
