import { docOf } from './docs.ts';
import { progressOf } from './progress.ts';
import type { Records, Run } from './records.ts';
import type { Live } from './progress.ts';
import { switchesOf } from './switches.ts';
import type {
  ActivityState,
  Frame,
  RunUnits,
  ServerState,
  PageState,
  SequenceSettings,
  Settings,
  SettingsState,
  ShownRun,
} from './types.ts';
import type { Place } from './view.ts';

/** The states of the stores, and the place that the page shows. */
export interface Parts {
  readonly records: Records;
  readonly settings: SettingsState;
  readonly server: ServerState;
  readonly activity: ActivityState;
  readonly place: Place;
}

const PARTS = ['records', 'settings', 'server', 'activity', 'place'] as const;
const NO_FRAMES: readonly Frame[] = [];

/** A function that joins the parts to one state. It returns the same objects as long as their parts are the same. */
export function createReader(): (parts: Parts) => PageState {
  const show = createShow();
  const join = createJoin();
  let known: Parts | null = null;
  let state: PageState;
  return (parts) => {
    const before = known;
    if (before !== null && PARTS.every((part) => before[part] === parts[part])) return state;
    known = parts;
    state = joined(parts, show, join);
    return state;
  };
}

function joined({ records, settings: device, server, activity, place }: Parts, show: Show, join: Join): PageState {
  const { live, back, unitsPreview, ...others } = activity;
  const sequence = records.sequences[place.sequence];
  const frames = sequence?.frames ?? NO_FRAMES;
  const record = place.run === null ? undefined : records.runs[place.run];
  const run =
    record === undefined
      ? null
      : show(
          record,
          record.frames ?? frames,
          live?.run === record.id ? live : null,
          back === record.id,
          unitsPreview?.run === record.id ? unitsPreview.units : null,
        );
  const left = records.runs[place.previous ?? ''];
  const previous = left?.deletedAt === undefined ? (left ?? null) : null;
  const settings = join(device.settings, sequence?.request);
  const demoFrames = sequence?.demo ?? false;
  return { ...device, settings, ...server, ...others, frames, demoFrames, run, previous };
}

type Join = (device: Settings, own: SequenceSettings | undefined) => Settings;

/** Joins the settings of a sequence and of the device to one object, which stays the same as long as they do. */
function createJoin(): Join {
  let known: readonly unknown[] = [];
  let settings: Settings;
  return (device, own) => {
    if (own === undefined) return device;
    if (known[0] === device && known[1] === own) return settings;
    known = [device, own];
    settings = { ...device, ...own };
    return settings;
  };
}

type Show = (
  record: Run,
  frames: readonly Frame[],
  live: Live | null,
  back: boolean,
  preview: RunUnits | null,
) => ShownRun;

function createShow(): Show {
  let known: readonly unknown[] = [];
  let run: ShownRun;
  return (record, frames, live, back, preview) => {
    const now = [record, frames, live, back, preview];
    if (now.every((part, index) => part === known[index])) return run;
    known = now;
    const { id, source, title, completion, units, sizes } = record;
    const progress = progressOf(record, live, back);
    run = {
      id,
      source,
      title,
      frames,
      completion,
      doc: docOf(record),
      units,
      ...(preview && { unitsPreview: preview }),
      sizes,
      switches: switchesOf(record),
      progress,
    };
    return run;
  };
}
