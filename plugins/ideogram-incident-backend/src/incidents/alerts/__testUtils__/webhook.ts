/** An alert as Alertmanager sends it. */
export function alertOf(
  name: string,
  change: {
    status?: 'firing' | 'resolved';
    labels?: Record<string, string>;
    startsAt?: string;
    endsAt?: string;
    fingerprint?: string;
  } = {},
) {
  const { status = 'firing', labels, ...rest } = change;
  return {
    status,
    labels: {
      alertname: name,
      severity: 'page',
      ideogram_target: 'production',
      ...labels,
    },
    annotations: { summary: `${name} fires` },
    startsAt: '2026-11-30T09:58:00.000Z',
    endsAt: status === 'firing' ? '0001-01-01T00:00:00Z' : undefined,
    ...rest,
  };
}

export const webhookOf = (alerts: readonly unknown[], truncatedAlerts = 0) => ({
  version: '4',
  groupKey: '{}:{}',
  truncatedAlerts,
  alerts,
});
