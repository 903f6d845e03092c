import Autorenew from '@material-ui/icons/Autorenew';
import BuildOutlined from '@material-ui/icons/BuildOutlined';
import CallMerge from '@material-ui/icons/CallMerge';
import CloudQueue from '@material-ui/icons/CloudQueue';
import CreateOutlined from '@material-ui/icons/CreateOutlined';
import DescriptionOutlined from '@material-ui/icons/DescriptionOutlined';
import FlagOutlined from '@material-ui/icons/FlagOutlined';
import NotificationsNone from '@material-ui/icons/NotificationsNone';
import PersonOutline from '@material-ui/icons/PersonOutline';
import Schedule from '@material-ui/icons/Schedule';
import Undo from '@material-ui/icons/Undo';
import type { TimelineEntryType } from 'backstage-plugin-ideogram-incident-common';

const ICONS: Record<TimelineEntryType, typeof Undo> = {
  opened: FlagOutlined,
  triage: Autorenew,
  'alert-fired': NotificationsNone,
  'alert-resolved': NotificationsNone,
  acknowledged: PersonOutline,
  'severity-changed': FlagOutlined,
  'status-changed': FlagOutlined,
  'role-changed': PersonOutline,
  'details-changed': DescriptionOutlined,
  'operation-started': BuildOutlined,
  'operation-ended': BuildOutlined,
  note: CreateOutlined,
  correction: Undo,
  'vendor-update': CloudQueue,
  merged: CallMerge,
  reminder: Schedule,
};

/** What kind of entry it is; its sentence says it too. */
export function EntryIcon(props: {
  type: TimelineEntryType;
  className: string;
}) {
  const Icon = ICONS[props.type];
  return <Icon className={props.className} aria-hidden />;
}
