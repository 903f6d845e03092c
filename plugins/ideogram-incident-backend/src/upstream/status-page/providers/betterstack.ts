import {
  NOT_GIVEN,
  wordOf,
  type AnnouncedComponent,
  type Announcement,
} from '../announcement';
import {
  Lists,
  objectOf,
  objectsOf,
  textOf,
  timeOf,
  type Untrusted,
} from '../untrusted';

function readResources(items: Untrusted[], lists: Lists) {
  const byId = new Map<unknown, AnnouncedComponent>();
  for (const { id, type, attributes } of items) {
    const { public_name: publicName, status } = objectOf(attributes);
    const name = textOf(publicName, 100);
    if (type !== 'status_page_resource') continue;
    if (name === undefined) lists.lacking = true;
    else byId.set(id, { name, ...(wordOf(status) ?? NOT_GIVEN) });
  }
  return byId;
}

/**
 * Reads `/index.json` of Better Stack. Its reports include those of the past
 * and the future: which are going on is told by `now`, in milliseconds.
 */
export function readBetterStack(
  body: unknown,
  now: number,
): Announcement | undefined {
  const page = objectOf(body);
  const overall = wordOf(
    objectOf(objectOf(page.data).attributes).aggregate_state,
  );
  if (!overall) return undefined;

  const lists = new Lists();
  const included = lists.read(page.included);
  const resources = readResources(included, lists);
  const reports = included
    .filter(({ type }) => type === 'status_report')
    .map(({ attributes }) => {
      const report = objectOf(attributes);
      const startedAt = timeOf(report.starts_at);
      const endsAt = timeOf(report.ends_at);
      const state = wordOf(report.aggregate_state);
      return {
        isMaintenance: report.report_type === 'maintenance',
        begun: startedAt === undefined || Date.parse(startedAt) <= now,
        over:
          state?.word === 'resolved' ||
          (endsAt !== undefined && Date.parse(endsAt) <= now),
        title: textOf(report.title) ?? 'Report without a title',
        impact: state,
        affected: (objectsOf(report.affected_resources) ?? []).flatMap(
          affected => {
            const known = resources.get(affected.status_page_resource_id);
            return known
              ? { name: known.name, ...wordOf(affected.status) }
              : [];
          },
        ),
        startedAt,
        endsAt,
      };
    })
    .filter(report => !report.over);

  return {
    overall,
    ...(resources.size > 0 && { components: [...resources.values()] }),
    incidents: reports.filter(
      ({ isMaintenance, begun }) => !isMaintenance && begun,
    ),
    maintenances: reports
      .filter(({ isMaintenance }) => isMaintenance)
      .map(({ startedAt, begun, ...report }) => ({
        ...report,
        startsAt: startedAt,
        inProgress: begun,
      })),
    lacking: lists.lacking,
  };
}
