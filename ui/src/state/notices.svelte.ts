import type { Error as Failure } from '#bindings/Error.ts'

/** Something that a notice offers to do. */
export type Offer = { label: string; run: () => void }

/** A line of 40 px over a place: what happened, and what can be done about it. */
export type Notice = {
  /** A notice takes the place of an earlier one about the same thing. */
  about: string
  failed: boolean
  lead: string
  rest: string
  offer?: Offer | undefined
}

/** A message that leaves by itself. */
export type Toast = { text: string; undo: () => void }

/** What the window tells the reader without being asked. */
export class Notices {
  lines = $state.raw<Notice[]>([])
  toast = $state.raw<Toast | null>(null)
  /** Read out by screen readers. */
  announcement = $state('')

  /** Shows a line, in place of an earlier one about the same thing. */
  show(notice: Notice): void {
    this.lines = [...this.lines.filter((line) => line.about !== notice.about), notice]
    this.announcement = `${notice.lead} ${notice.rest}`
  }

  /** Shows what failed, and what can be done about it. */
  fail(about: string, failure: Failure, offer?: Offer): void {
    this.show({ about, failed: true, lead: failure.message, rest: failure.hint, offer })
  }

  /** Takes a line away. */
  clear(about: string): void {
    this.lines = this.lines.filter((line) => line.about !== about)
  }

  /** Takes back what was done last. */
  takeBack(): void {
    const { toast } = this
    this.toast = null
    toast?.undo()
  }

  /** Says that something was done, and how to take it back. */
  offerUndo(text: string, undo: () => void): void {
    this.toast = { text, undo }
    this.announcement = text
  }
}
