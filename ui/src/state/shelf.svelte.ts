import type { Day } from '#bindings/Day.ts'
import type { Backend } from '#backend/api.ts'
import { longDay } from '#kit/dates.ts'
import { counted, pictures, stories } from '#kit/words.ts'
import { SvelteMap } from 'svelte/reactivity'

/** What the archive holds of each paper, day by day. */
export class Shelf {
  #days = new SvelteMap<string, Day[]>()
  #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
  }

  /** Gives the days held of a paper, newest first; null while they are not read. */
  days(source: string): Day[] | null {
    return this.#days.get(source) ?? null
  }

  /** Reads the days of papers anew; of a paper that cannot be read, nothing is said. */
  async load(sources: string[]): Promise<void> {
    await Promise.all(
      sources.map(async (source) => {
        const days = await this.#backend.days(source).catch(() => null)
        if (days)
          this.#days.set(
            source,
            days.toSorted((a, b) => b.day.localeCompare(a.day)),
          )
      }),
    )
  }
}

/** Tells in a sentence what is held of a paper. */
export function holdingSentence(days: Day[]): string {
  const newest = days[0]
  const oldest = days.at(-1)
  if (!newest || !oldest) return 'Nothing is stored yet.'
  const sum = (of: (day: Day) => number) => days.reduce((total, day) => total + of(day), 0)
  const span =
    days.length === 1
      ? `of ${longDay(newest.day)}`
      : `of ${counted(days.length, 'day')}, ${longDay(oldest.day)} to ${longDay(newest.day)}`
  const unseen = sum((day) => day.pictures - day.pictures_stored)
  const incomplete = days.filter((day) => !day.complete).length
  const missing = incomplete === 0 ? 'Nothing is missing.' : `${counted(incomplete, 'day')} not whole.`
  const waiting = unseen > 0 ? ` ${pictures(unseen)} not stored.` : ''
  return `${stories(sum((day) => day.stories))} and ${pictures(sum((day) => day.pictures_stored))} ${span}. ${missing}${waiting}`
}
