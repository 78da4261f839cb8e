/** The program behind the window: a function a command. Nothing else imports `@tauri-apps`. */
import type { Answer } from '#bindings/Answer.ts'
import type { BackupStep } from '#bindings/BackupStep.ts'
import type { Backups } from '#bindings/Backups.ts'
import type { Day } from '#bindings/Day.ts'
import type { DayLedger } from '#bindings/DayLedger.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Event as RunEvent } from '#bindings/Event.ts'
import type { Fetch } from '#bindings/Fetch.ts'
import type { Found } from '#bindings/Found.ts'
import type { Imported } from '#bindings/Imported.ts'
import type { Opened } from '#bindings/Opened.ts'
import type { Pages } from '#bindings/Pages.ts'
import type { Paper } from '#bindings/Paper.ts'
import type { PhotoUses } from '#bindings/PhotoUses.ts'
import type { Query } from '#bindings/Query.ts'
import type { ReadingSpot } from '#bindings/ReadingSpot.ts'
import type { Schedule } from '#bindings/Schedule.ts'
import type { SectionStories } from '#bindings/SectionStories.ts'
import type { Settings } from '#bindings/Settings.ts'
import type { Source } from '#bindings/Source.ts'
import type { Story } from '#bindings/Story.ts'
import type { Window } from '#bindings/Window.ts'
import type { Wish } from '#bindings/Wish.ts'
import { Channel, convertFileSrc, invoke } from '@tauri-apps/api/core'
import { getCurrentWindow } from '@tauri-apps/api/window'

/** Widths in pixels in which a picture is kept at hand beside its original. */
export type PhotoWidth = 320 | 640 | 1280

/** Every command of the program, so that a test can stand in for it. */
export const backend = {
  /** Says what the archive holds and how the reader set the window. */
  opened: () => invoke<Opened>('opened'),

  /** Gives a day of a paper, the newest one held where no day is named; null where none is held. */
  paper: (source: string, day: string | null) => invoke<Paper | null>('paper', { source, day }),

  /** Makes a day of a paper up for a part of the window. */
  pages: (source: string, day: string, window: Window) => invoke<Pages>('pages', { source, day, window }),

  /** Makes the one page up that is read, or the front; null where its story is not in the paper. */
  page: (source: string, day: string, window: Window, spot: ReadingSpot) =>
    invoke<Pages | null>('page', { source, day, window, spot }),

  /** Keeps what the reader wishes for a story on the pages of its day, or forgets it. */
  wish: (story: string, wish: Wish | null) => invoke<undefined>('wish', { story, wish }),

  /** Lists the days held of a paper. */
  days: (source: string) => invoke<Day[]>('days', { source }),

  /** Gives one page of a section's stories over all days, newest first. */
  section: (source: string, slug: string, offset: number, limit: number) =>
    invoke<SectionStories>('section', { source, slug, offset, limit }),

  /** Gives a story, in its latest revision where none is named. */
  story: (id: string, revision: number | null) => invoke<Story>('story', { id, revision }),

  /** Says what is known of a photo, and where else it stands. */
  photoUses: (hash: string) => invoke<PhotoUses>('photo_uses', { hash }),

  /** Searches the archive. */
  search: (query: Query) => invoke<Answer>('search', { query }),

  /** Looks whether a newspaper can be followed at an address. */
  findSource: (address: string, allowPrivate: boolean) => invoke<Found>('find_source', { address, allowPrivate }),

  /** Adds the newspaper at an address; without sections all of them are followed. */
  addSource: (address: string, sections: string[] | null, allowPrivate: boolean) =>
    invoke<Source>('add_source', { address, sections, allowPrivate }),

  /** Stops following a paper; without its stories it goes to the trash whole. */
  removeSource: (source: string, keepStories: boolean) => invoke<undefined>('remove_source', { source, keepStories }),

  /** Puts a removed paper back. */
  restoreSource: (source: string) => invoke<undefined>('restore_source', { source }),

  /** Brings in the sample paper; says what came and what of it is damaged. */
  readSample: () => invoke<Imported>('read_sample'),

  /** Fetches stories; says each step as it happens and gives the ledgers at the end. */
  fetchStories: (fetch: Fetch, onEvent: (event: RunEvent) => void): Promise<DayLedger[]> => {
    const events = new Channel<RunEvent>()
    events.onmessage = onEvent
    return invoke<DayLedger[]>('fetch', { fetch, events })
  },

  /** Asks the run to end; what is stored stays. */
  stopFetch: () => invoke<undefined>('stop_fetch'),

  /** Keeps what the reader has set. */
  saveSettings: (settings: Settings) => invoke<undefined>('save_settings', { settings }),

  /** Says when backups are made by themselves, and the last one. */
  backups: () => invoke<Backups>('backups'),

  /** Sets when and where backups are made by themselves; null for never. */
  setSchedule: (schedule: Schedule | null) => invoke<Backups>('set_schedule', { schedule }),

  /** Makes the backup that is set, or only if it is due; says how far it is. */
  backUp: (onlyIfDue: boolean, onStep: (step: BackupStep) => void): Promise<Backups> => {
    const steps = new Channel<BackupStep>()
    steps.onmessage = onStep
    return invoke<Backups>('back_up', { onlyIfDue, steps })
  },

  /** Asks the backup that is being made to end; what it wrote helps the next one. */
  stopBackup: () => invoke<undefined>('stop_backup'),

  /** Moves the archive to another folder and opens it there; the old one stays. Says how far it is. */
  moveArchive: (to: string, onStep: (step: BackupStep) => void): Promise<Opened> => {
    const steps = new Channel<BackupStep>()
    steps.onmessage = onStep
    return invoke<Opened>('move_archive', { to, steps })
  },

  /** Asks the move to end; what it copied helps the next one. */
  stopMove: () => invoke<undefined>('stop_move'),

  /** Removes the archive at the place from which it was moved. */
  removeMoved: (from: string) => invoke<undefined>('remove_moved', { from }),

  /** Opens an address outside, in the reader's own browser or mail program. */
  openLink: (url: string) => invoke<undefined>('open_link', { url }),
}

/** What stands for the program. */
export type Backend = typeof backend

/** Gives the address of a stored picture: the original, or not much wider than `width`. */
export const photoUrl = (hash: string, width?: PhotoWidth) =>
  convertFileSrc(width === undefined ? hash : `${hash}-${String(width)}`, 'photo')

/** Does to the window what its own controls ask for. */
export const windowControls = {
  minimise: () => getCurrentWindow().minimize(),
  toggleMaximised: () => getCurrentWindow().toggleMaximize(),
  close: () => getCurrentWindow().close(),
}

/** Tells whether the system draws the window's controls itself. */
export const systemDrawsControls = () => navigator.userAgent.includes('Mac')

/** Reads what a command rejected with; a fault of the program itself becomes a failure too. */
export function asFailure(reason: unknown): Failure {
  if (typeof reason === 'object' && reason !== null && 'code' in reason && 'message' in reason) {
    return reason as Failure
  }
  return {
    code: 'bad-input',
    message: 'The program could not do this.',
    hint: reason instanceof Error ? reason.message : String(reason),
  }
}
