import type { Error as Failure } from '#bindings/Error.ts'
import type { Line } from '#bindings/page/Line.ts'
import type { Pages } from '#bindings/Pages.ts'
import type { Paper } from '#bindings/Paper.ts'
import type { Window } from '#bindings/Window.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { groupedBy } from '#kit/lists.ts'
import { titleCase } from '#kit/words.ts'
import { breakOffs, findPlace, keepPlace, keptPlace, placeOfPage, type ReadingPlace } from './readingPlace.ts'
import type { Turn } from './turning.ts'

/** How a day is shown: as pages made up for the window, or as a list of its stories. */
export type PaperView = 'window' | 'list'

/** Pages are made anew so long after the last change of the window, in milliseconds. */
const REST = 150
/** How long the line is marked that was read before, in milliseconds. */
const MARKED = 1200
const VIEW = 'view'

type Order = { paper: Paper; window: Window }

const isSame = (one: Order, other: Order) =>
  one.paper === other.paper &&
  one.window.width === other.window.width &&
  one.window.height === other.window.height &&
  one.window.text_size === other.window.text_size

/** The pages of the open day, and the one that is read. */
export class Paging {
  view = $state<PaperView>(localStorage.getItem(VIEW) === 'list' ? 'list' : 'window')
  made = $state.raw<Pages | null>(null)
  /** Number of the page that is read, from 1. */
  number = $state(1)
  /** The way in which the page was turned: 1 on, −1 back, 0 where it was made anew. */
  direction = $state(0)
  failure = $state.raw<Failure | null>(null)
  /** The line at which the reader was before the pages were made anew. */
  marked = $state.raw<Line | null>(null)
  #backend: Backend
  #announce: (words: string) => void
  #ordered: Order | null = null
  #shown: { source: string; day: string } | null = null
  #place: ReadingPlace | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #working = false

  edition = $derived(this.made?.edition ?? null)
  page = $derived(this.edition?.pages[this.number - 1] ?? null)
  /** Where fronts broke off the stories that the page has whole. */
  breakOffs = $derived(this.edition && this.page ? breakOffs(this.edition, this.page) : [])
  count = $derived(this.edition?.pages.length ?? 0)
  fromRight = $derived(this.edition?.format.from_right ?? false)
  /** The pages on which the front and each section begin. */
  sections = $derived.by(() => {
    const begun = (this.edition?.pages ?? []).map(({ number, kind, section }) => ({
      name: number === 1 && kind === 'front' ? 'Front' : titleCase(section),
      number,
    }))
    return groupedBy(
      begun.filter(({ name }) => name !== ''),
      ({ name }) => name,
    ).flatMap(([, [first]]) => first ?? [])
  })
  /** The number of the section's page that is read, among those of `sections`. */
  sectionHere = $derived.by(() => {
    const own = this.page && titleCase(this.page.section)
    if (this.number === 1) return 1
    return this.sections.find(({ name }) => name === own)?.number ?? 0
  })

  constructor(backend: Backend, announce: (words: string) => void) {
    this.#backend = backend
    this.#announce = announce
  }

  /** Shows the day as pages or as a list, and remembers it. */
  setView(view: PaperView): void {
    this.view = view
    localStorage.setItem(VIEW, view)
  }

  /** Makes a day up for a part of the window: at once for another day, else when the window has come to rest. */
  show(paper: Paper, window: Window): void {
    const order = { paper, window }
    if (this.#ordered && isSame(order, this.#ordered)) return
    const isOther = this.#shown?.source !== paper.source || this.#shown.day !== paper.day
    if (isOther) {
      this.#shown = { source: paper.source, day: paper.day }
      this.#place = keptPlace(paper.source, paper.day)
      this.made = null
      this.number = 1
    }
    this.#ordered = order
    clearTimeout(this.#timer)
    if (isOther) void this.#make()
    else this.#timer = setTimeout(() => void this.#make(), REST)
  }

  /** Tries again what failed. */
  again(): void {
    void this.#make()
  }

  /** Turns the pages. */
  turn(turn: Turn): void {
    const to = { next: this.number + 1, previous: this.number - 1, first: 1, last: this.count }[turn]
    this.goTo(to)
  }

  /** Goes to a page by its number; nothing happens where there is none. */
  goTo(number: number): void {
    const page = this.edition?.pages[number - 1]
    if (!page || number === this.number) return
    this.direction = number > this.number ? 1 : -1
    this.number = number
    this.marked = null
    this.#place = placeOfPage(page)
    if (this.#place && this.#shown) keepPlace(this.#shown.source, this.#shown.day, this.#place)
    this.#announce(this.#words())
  }

  /** Follows a line that names a page; on a page that has the whole story, to where the front broke it off. */
  follow(number: number, story: string | null): void {
    this.goTo(number)
    const off = this.breakOffs.find(({ line }) => story === null || line.story === story)
    this.mark(off?.line ?? null)
  }

  /** Marks a line for a moment. */
  mark(line: Line | null): void {
    this.marked = line
    if (line === null) return
    setTimeout(() => {
      if (this.marked === line) this.marked = null
    }, MARKED)
  }

  #words(): string {
    const section = this.sections.find(({ number }) => number === this.sectionHere)?.name
    return [`Page ${String(this.number)} of ${String(this.count)}`, ...(section ? [section] : [])].join(', ')
  }

  /** Makes what was ordered last; what is ordered meanwhile is made after it. */
  async #make(): Promise<void> {
    if (this.#working) return
    this.#working = true
    let order: Order | null = null
    while (this.#ordered !== null && this.#ordered !== order) {
      order = this.#ordered
      await this.#makeOne(order)
    }
    this.#working = false
  }

  async #makeOne(order: Order): Promise<void> {
    const { source, day } = order.paper
    try {
      const made = await this.#backend.pages(source, day, order.window)
      if (this.#shown?.source !== source || this.#shown.day !== day) return
      this.#lay(made)
      this.failure = null
    } catch (reason) {
      if (this.#ordered === order) this.failure = asFailure(reason)
    }
  }

  /** Lays new pages on the table, open where the reader was. */
  #lay(made: Pages): void {
    const wasOpen = this.made !== null
    const found = this.#place && findPlace(made.edition, this.#place)
    this.direction = 0
    this.made = made
    this.number = Math.min(found?.page ?? 1, Math.max(made.edition.pages.length, 1))
    const isFirst = this.#place === null || (this.number === 1 && !wasOpen)
    if (!isFirst) this.mark(found?.line ?? null)
  }
}
