/** The texts of what several features show. */
export const componentMessages = {
  'problem.issue': 'Issue',
  'problem.cause': 'Cause',
  'problem.solution': 'Solution',
  'dialog.close': 'Close',
  'whomToAsk.administrator': 'the administrator of the portal',
  'whomToAsk.ownerOr': '{{owner}} (owner) or {{escalation}}',
  'annotationMissing.title': 'This component names no target',
  copy: {
    copy: 'Copy',
    copied: 'Copied',
    failed: 'Select it and copy by hand',
  },
} as const;
