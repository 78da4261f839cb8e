import type { BackupStep } from '#bindings/BackupStep.ts'
import type { Backups as Held } from '#bindings/Backups.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Every } from '#bindings/Every.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { momentHere } from '#kit/dates.ts'
import { stories } from '#kit/words.ts'

/** How many backups are kept where the window sets them. */
const KEEP = 10

/** Backups of the archive: when they are made by themselves, and the one that is being made. */
export class Backups {
  held = $state.raw<Held | null>(null)
  /** Why the last thing that was asked for failed. */
  failure = $state.raw<Failure | null>(null)
  /** How far the backup is that is being made; null while none is. */
  step = $state.raw<BackupStep | null>(null)
  stopping = $state(false)
  #backend: Backend

  running = $derived(this.step !== null || (this.held?.running ?? false))

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Reads when backups are made, and the last one. */
  async load(): Promise<void> {
    await this.#take(() => this.#backend.backups())
  }

  /** Sets when and where backups are made by themselves; none for never. Says whether that is so now. */
  async set(folder: string, every: Every | null): Promise<boolean> {
    const keep = this.held?.schedule?.keep ?? KEEP
    return this.#take(() => this.#backend.setSchedule(every && { folder: folder.trim(), every, keep }))
  }

  /** Makes a backup, or only if it is due. Says why that failed; null where it did not, or was stopped. */
  async make(onlyIfDue: boolean): Promise<Failure | null> {
    if (this.running) return null
    if (!onlyIfDue) this.step = { done: 0, total: 0 }
    const onStep = (step: BackupStep) => {
      this.step = step
    }
    await this.#take(() => this.#backend.backUp(onlyIfDue, onStep))
    const { failure } = this
    this.step = null
    this.stopping = false
    // Whoever asked tells it; who stopped it knows that it was.
    this.failure = null
    return failure?.code === 'stopped' ? null : failure
  }

  /** Stops the backup that is being made. */
  async stop(): Promise<void> {
    this.stopping = true
    await this.#backend.stopBackup().catch(() => undefined)
  }

  async #take(ask: () => Promise<Held>): Promise<boolean> {
    try {
      this.held = await ask()
      this.failure = this.held.failure
      return true
    } catch (reason) {
      this.failure = asFailure(reason)
      return false
    }
  }
}

/** Tells in a sentence what there is of backups. */
export function backupSentence(held: Held): string {
  if (held.schedule === null) {
    return 'No backup is made. A disk fails sooner or later: name a folder on another one, and the archive is saved there by itself, each time only what changed.'
  }
  if (held.last === null) return 'No backup lies there yet.'
  return `The last backup is of ${momentHere(held.last)}: ${stories(held.stories)}. It was checked after it was written.`
}
