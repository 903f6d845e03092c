/** The texts of the overview card. */
export const cardMessages = {
  'mitigation.cardTitle': 'In force: {{names}}',
  'mitigation.cardName': '{{name}} on {{target}}',
  'mitigation.cardNameGone': '{{name}} on {{target}} (its reason is gone)',
  card: {
    title: 'Ideogram',
    open: 'Open Incident tab',
    incident: '{{severity}} {{number}} is open: {{title}}. {{status}}.',
    drill: 'Drill {{number}} ({{severity}}) is open: {{title}}. {{status}}.',
    openTarget: 'Open Incident tab of {{target}}',
    reading: 'Reading',
    healthy: 'Healthy',
    wasHealthy: 'Was healthy',
    unknownTarget: 'Not defined by the operator',
    notRead: 'State not known. Open the Incident tab to see why.',
    forbidden: 'You may not see this. The Incident tab says whom to ask.',
    stale: 'The connection is lost',
    missing: '{{number}} of {{total}} readings are missing.',
  },
} as const;
