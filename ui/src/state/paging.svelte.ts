import type { Error as Failure } from '#bindings/Error.ts'
import type { Line } from '#bindings/page/Line.ts'
import type { Page } from '#bindings/page/Page.ts'
import type { Pages } from '#bindings/Pages.ts'
import type { Paper } from '#bindings/Paper.ts'
import type { ReadingSpot } from '#bindings/ReadingSpot.ts'
import type { Window } from '#bindings/Window.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { groupedBy } from '#kit/lists.ts'
import { titleCase } from '#kit/words.ts'
import { breakOffs, findPlace, keepPlace, keptPlace, placeOfPage, type ReadingPlace } from './readingPlace.ts'
import type { Turn } from './turning.ts'

/** How a day is shown: as pages made up for the window, or as a list of its stories. */
export type PaperView = 'window' | 'list'

/** The pages that are not read are made anew so long after the last change of the window's size, in milliseconds. */
const REST = 150
/** A day that is made in this time, in milliseconds, is shown whole at once: its page need not be made alone before. */
const SOON = 80
/** How long the line is marked that was read before, in milliseconds. */
const MARKED = 1200
const VIEW = 'view'

type Order = { paper: Paper; window: Window }

const isAsLarge = (one: Window, other: Window) => one.width === other.width && one.height === other.height

const isLike = (one: Window, other: Window) => isAsLarge(one, other) && one.text_size === other.text_size

const isSame = (one: Order, other: Order) => one.paper === other.paper && isLike(one.window, other.window)

/** The pages of the open day, and the one that is read; in a wide window it faces the next. */
export class Paging {
  view = $state<PaperView>(localStorage.getItem(VIEW) === 'list' ? 'list' : 'window')
  made = $state.raw<Pages | null>(null)
  /** The page that is read, made alone; it is shown until all pages are made. */
  alone = $state.raw<Pages | null>(null)
  /** Number of the page that is read, from 1; of two that face each other, the first. */
  number = $state(1)
  /** The way in which the page was turned: 1 on, −1 back, 0 where it was made anew. */
  direction = $state(0)
  failure = $state.raw<Failure | null>(null)
  /** The line at which the reader was before the pages were made anew. */
  marked = $state.raw<Line | null>(null)
  #backend: Backend
  #announce: (words: string) => void
  #ordered: Order | null = null
  /** For which window the pages that are there were made. */
  #window: Window | null = null
  #shown: { source: string; day: string } | null = null
  #place: ReadingPlace | null = null
  /** Ends the wait for the window to come to rest. */
  #wake: (() => void) | undefined
  #working = false
  /** How long all pages took last, in milliseconds. */
  #took = Infinity
  /** Turns that were asked for while one page was there. */
  #turns: Turn[] = []

  edition = $derived(this.made?.edition ?? null)
  /** What the pages in sight are drawn from. */
  shown = $derived(this.alone ?? this.made)
  format = $derived(this.shown?.edition.format ?? null)
  /** Pages that are turned at once. */
  step = $derived(this.format?.facing ? 2 : 1)
  /** The pages in sight, in reading order. */
  pages: Page[] = $derived(
    this.alone?.edition.pages ?? this.edition?.pages.slice(this.number - 1, this.number - 1 + this.step) ?? [],
  )
  page = $derived(this.pages[0] ?? null)
  /** Where fronts broke off the stories that the pages in sight have whole. */
  breakOffs = $derived(
    this.alone === null ? this.pages.flatMap((page) => (this.edition ? breakOffs(this.edition, page) : [])) : [],
  )
  count = $derived(this.edition?.pages.length ?? 0)
  fromRight = $derived(this.format?.from_right ?? false)
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
  /** Says which pages are in sight. */
  told = $derived(
    this.edition && this.pages.length > 1
      ? `Pages ${String(this.number)} and ${String(this.number + 1)} of ${String(this.count)}`
      : `Page ${String(this.number)} of ${String(this.count)}`,
  )
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

  /** Makes a day up for a part of the window: the page that is read at once, the others when it has come to rest. */
  show(paper: Paper, window: Window): void {
    const order = { paper, window }
    if (this.#ordered && isSame(order, this.#ordered)) return
    const isOther = this.#shown?.source !== paper.source || this.#shown.day !== paper.day
    if (isOther) {
      this.#shown = { source: paper.source, day: paper.day }
      this.#place = keptPlace(paper.source, paper.day)
      this.made = null
      this.alone = null
      this.#turns = []
      this.number = 1
    }
    this.#ordered = order
    this.#wake?.()
    void this.#make()
  }

  /** Tries again what failed. */
  again(): void {
    void this.#make()
  }

  /** Turns the pages. */
  turn(turn: Turn): void {
    if (this.alone) this.#turns.push(turn)
    const to = { next: this.number + this.step, previous: this.number - this.step, first: 1, last: this.count }[turn]
    this.goTo(to)
  }

  /** Goes to a page by its number; nothing happens where there is none. */
  goTo(to: number): void {
    const number = to - ((to - 1) % this.step)
    if (this.alone || !this.edition?.pages[number - 1] || number === this.number) return
    this.direction = number > this.number ? 1 : -1
    this.number = number
    this.marked = null
    this.#place = this.pages.map(placeOfPage).find((place) => place !== null) ?? null
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
    return [this.told, ...(section ? [section] : [])].join(', ')
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
    const isOpen = () => this.#shown?.source === source && this.#shown.day === day
    try {
      const fits = this.made !== null && this.#window !== null && isLike(order.window, this.#window)
      if (this.made === null || (!fits && this.#took > SOON)) {
        const alone = await this.#backend.page(source, day, order.window, this.#spot())
        if (alone && isOpen()) this.#layAlone(alone)
        if (this.#ordered === order && this.#window && !isAsLarge(order.window, this.#window)) await this.#rest()
      }
      // What was ordered meanwhile needs no more of this.
      if (this.#ordered !== order) return
      const begun = performance.now()
      const made = await this.#backend.pages(source, day, order.window)
      this.#took = performance.now() - begun
      if (!isOpen()) return
      this.#window = order.window
      this.#lay(made)
      this.failure = null
    } catch (reason) {
      if (this.#ordered === order) this.failure = asFailure(reason)
    }
  }

  /** Waits until the window has come to rest, or something else is ordered. */
  #rest(): Promise<void> {
    return new Promise((done) => {
      this.#wake = done
      setTimeout(done, REST)
    })
  }

  #spot(): ReadingSpot {
    const place = this.#place
    return { story: place && !place.front ? place.story : null, at: Math.max(place?.at ?? 0, 0), page: this.number }
  }

  /** Lays the page that is read on the table until the others are made. */
  #layAlone(alone: Pages): void {
    const wasOpen = this.shown !== null
    this.direction = 0
    this.alone = alone
    if (wasOpen) this.mark((this.#place && findPlace(alone.edition, this.#place)?.line) ?? null)
  }

  /** Lays new pages on the table, open where the reader was. */
  #lay(made: Pages): void {
    const wasOpen = this.made !== null
    const found = this.#place && findPlace(made.edition, this.#place)
    this.direction = 0
    this.made = made
    this.alone = null
    const page = Math.min(found?.page ?? 1, Math.max(made.edition.pages.length, 1))
    this.number = page - ((page - 1) % this.step)
    const isFirst = this.#place === null || (page === 1 && !wasOpen)
    if (!isFirst) this.mark(found?.line ?? null)
    for (const turn of this.#turns.splice(0)) this.turn(turn)
  }
}
