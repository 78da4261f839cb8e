import type { BackupStep } from '#bindings/BackupStep.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import { asFailure, type Backend } from '#backend/api.ts'

/** Moving the archive to another folder. */
export class Moving {
  /** How far it is; null while nothing is moved. */
  step = $state.raw<BackupStep | null>(null)
  failure = $state.raw<Failure | null>(null)
  stopping = $state(false)
  /** Where it was, while the old one is still there. */
  old = $state<string | null>(null)
  #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Moves the archive that lies in a folder; says whether it lies elsewhere now. */
  async move(from: string, to: string): Promise<boolean> {
    this.step = { done: 0, total: 0 }
    this.failure = null
    try {
      await this.#backend.moveArchive(to, (step) => {
        this.step = step
      })
      this.old = from
      return true
    } catch (reason) {
      const failure = asFailure(reason)
      this.failure = failure.code === 'stopped' ? null : failure
      return false
    } finally {
      this.step = null
      this.stopping = false
    }
  }

  /** Ends the move; the archive stays where it is. */
  async stop(): Promise<void> {
    this.stopping = true
    await this.#backend.stopMove().catch(() => undefined)
  }

  /** Removes the archive at its old place. */
  async removeOld(): Promise<void> {
    if (this.old === null) return
    try {
      await this.#backend.removeMoved(this.old)
      this.old = null
      this.failure = null
    } catch (reason) {
      this.failure = asFailure(reason)
    }
  }
}
