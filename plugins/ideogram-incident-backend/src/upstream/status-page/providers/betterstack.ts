import {
  namedOf,
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

function readSections(items: Untrusted[]): Map<string, string> {
  const sections = new Map<string, string>();
  for (const { id, type, attributes } of items) {
    const name = textOf(objectOf(attributes).name, 100);
    if (type !== 'status_page_section' || name === undefined) continue;
    sections.set(String(id), name);
  }
  return sections;
}

/** The section stands among the attributes, or as a relation. */
function sectionIdOf({ attributes, relationships }: Untrusted): string {
  const related = objectOf(objectOf(relationships).status_page_section);
  return String(
    objectOf(attributes).status_page_section_id ?? objectOf(related.data).id,
  );
}

function readResources(items: Untrusted[], lists: Lists) {
  const sections = readSections(items);
  const byId = new Map<string, AnnouncedComponent>();
  for (const item of items) {
    const { id, type, attributes } = item;
    const { public_name: publicName, status } = objectOf(attributes);
    const name = textOf(publicName, 100);
    if (type !== 'status_page_resource') continue;
    if (name === undefined) {
      lists.lacking = true;
      continue;
    }
    const section = sections.get(sectionIdOf(item));
    byId.set(String(id), {
      ...namedOf(id, name, section),
      ...(wordOf(status) ?? NOT_GIVEN),
    });
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
            const id = String(affected.status_page_resource_id);
            const known = resources.get(id);
            if (!known) return [];
            const { name, group } = known;
            return { ...namedOf(id, name, group), ...wordOf(affected.status) };
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
