import type { Period } from '#bindings/Period.ts'
import type { Source } from '#bindings/Source.ts'
import type { Wish } from '#bindings/Wish.ts'
import { asFailure, type Backend } from '#backend/api.ts'
import { counted } from '#kit/words.ts'
import { createContext } from 'svelte'
import { Archive } from './archive.svelte.ts'
import { Backups } from './backups.svelte.ts'
import { Day } from './day.svelte.ts'
import { Finder } from './finder.svelte.ts'
import { Galleries } from './galleries.svelte.ts'
import { Lightbox } from './lightbox.svelte.ts'
import { Moving } from './moving.svelte.ts'
import { Navigation } from './navigation.svelte.ts'
import { Notices, type Offer } from './notices.svelte.ts'
import { PageFind } from './pageFind.svelte.ts'
import { Paging } from './paging.svelte.ts'
import { Preferences } from './preferences.svelte.ts'
import { namedFailure, outcomeSentence } from './progress.ts'
import { Reader } from './reader.svelte.ts'
import type { Place, Route } from './routes.ts'
import { Run } from './run.svelte.ts'
import { Search } from './search.svelte.ts'
import { SectionRun } from './section.svelte.ts'
import { Shelf } from './shelf.svelte.ts'

/** All that the window knows, and what concerns more than one part of it. */
export class App {
  archive: Archive
  backups: Backups
  day: Day
  finder: Finder
  galleries: Galleries
  lightbox: Lightbox
  moving: Moving
  navigation: Navigation
  notices = new Notices()
  pageFind: PageFind
  paging: Paging
  preferences: Preferences
  reader: Reader
  run: Run
  search: Search
  section: SectionRun
  shelf: Shelf
  /** The sample paper is being brought in. */
  sampleComing = $state(false)
  /** The list of keys is shown. */
  keysShown = $state(false)
  #backend: Backend

  constructor(backend: Backend) {
    this.#backend = backend
    this.archive = new Archive(backend)
    this.backups = new Backups(backend)
    this.moving = new Moving(backend)
    this.day = new Day(backend)
    this.finder = new Finder(backend)
    this.galleries = new Galleries(backend)
    this.lightbox = new Lightbox(backend)
    this.paging = new Paging(backend, (words) => {
      this.notices.announcement = words
    })
    this.pageFind = new PageFind(this.paging)
    this.preferences = new Preferences(backend)
    this.reader = new Reader(backend)
    this.search = new Search(backend)
    this.section = new SectionRun(backend)
    this.shelf = new Shelf(backend)
    this.run = new Run(backend, () => this.#look())
    this.navigation = new Navigation((route) => {
      this.#arrive(route)
    })
  }

  /** Opens the archive and goes to where the reader was. */
  async start(): Promise<void> {
    const opened = await this.archive.load()
    if (opened === null) return
    this.preferences.adopt(opened.settings)
    this.#arrive(this.navigation.route)
    if (opened.fetching === null) void this.backUp(true)
    else await this.run.follow(opened.fetching)
  }

  /** Makes a backup, or only if it is due; says so where it fails. */
  async backUp(onlyIfDue: boolean): Promise<void> {
    const failure = await this.backups.make(onlyIfDue)
    if (failure === null) this.notices.clear('backup')
    else this.notices.fail('backup', failure, { label: 'Try again', run: () => void this.backUp(false) })
  }

  /** Moves the archive to another folder; what is shown stays. */
  async moveArchive(to: string): Promise<void> {
    this.notices.announcement = 'The archive is being moved.'
    const from = this.archive.opened?.archive ?? ''
    const moved = await this.moving.move(from, to)
    await this.archive.load()
    this.notices.announcement = moved ? 'The archive was moved.' : 'The archive stays where it is.'
  }

  /** Fetches days of a paper and says how that ended. */
  async fetch(source: string, period: Period, allowPrivate = false, newestFirst = false): Promise<void> {
    this.notices.clear('run')
    this.notices.announcement = `${this.archive.name(source)} is being fetched.`
    await this.run.start(source, period, allowPrivate, newestFirst)
    this.#sayOutcome()
    void this.backUp(true)
  }

  /** Adds the paper that was found and fetches what was chosen of it, the newest day first. */
  async addFound(): Promise<void> {
    const { period, allowPrivate } = this.finder
    const source = await this.finder.add()
    if (source === null) return
    await this.archive.load()
    this.finder.clear()
    this.navigation.go({ place: 'today', source: source.id, day: null })
    await this.fetch(source.id, period, allowPrivate, true)
  }

  /** Brings in the sample paper and opens it. */
  async readSample(): Promise<void> {
    if (this.sampleComing) return
    this.sampleComing = true
    this.notices.announcement = 'The sample paper is being brought in.'
    let damaged = 0
    const bringIn = async () => {
      damaged = (await this.#backend.readSample()).skipped.length
      await this.archive.load()
      const sample = this.archive.sources.find(({ following }) => following === 'sample')
      if (sample) this.navigation.go({ place: 'today', source: sample.id, day: null })
    }
    await this.#try('sample', bringIn, { label: 'Try again', run: () => void this.readSample() })
    this.sampleComing = false
    if (damaged === 0) return
    const lead = `${counted(damaged, 'part')} of the sample paper could not be read.`
    const rest = 'The others are whole. Install Broadsheet again to have them all.'
    this.notices.show({ about: 'sample', failed: true, lead, rest })
  }

  /**
   * Stops following a paper; its stories stay, or go to the trash with it. Either can be taken back: the sample paper,
   * which goes for good, by reading it again.
   */
  async remove(source: Source, keepStories: boolean): Promise<void> {
    const text = keepStories ? `${source.name} is no longer followed. Its stories stay.` : `${source.name} removed.`
    if (!(await this.#try('sources', () => this.#backend.removeSource(source.id, keepStories)))) return
    await this.archive.load()
    if (!keepStories) this.#leave(source.id)
    this.notices.offerUndo(text, () => {
      if (source.following === 'sample') void this.readSample()
      else void this.restore(source.id)
    })
  }

  /** Puts a removed paper back. */
  async restore(source: string): Promise<void> {
    await this.#try('sources', () => this.#backend.restoreSource(source))
    await this.archive.load()
    await this.shelf.load([source])
    const { route } = this.navigation
    if (route.place === 'today') this.#openDay(route.source, route.day)
  }

  /** Pins a story to the front or leaves it out of the pages, or takes that back; either can be undone. */
  async toggleWish(id: string, wish: Wish): Promise<void> {
    const before = this.day.wish(id)
    const headline = this.day.summary(id)?.headline ?? ''
    const now = before === wish ? null : wish
    if (!(await this.#try('wish', () => this.day.setWish(id, now)))) return
    this.notices.offerUndo(`${wishSentence(now ?? wish, now !== null)}: ${headline}`, () => {
      void this.#try('wish', () => this.day.setWish(id, before))
    })
  }

  /** Follows a link of a story: to the story that it leads to where that is held, else outside the window. */
  async follow(url: string): Promise<void> {
    try {
      this.read((await this.#backend.story(url, null)).id)
    } catch {
      this.openLink(url)
    }
  }

  /** Opens an address outside the window. */
  openLink(url: string): void {
    void this.#try('link', () => this.#backend.openLink(url))
  }

  /** Goes to the newest day, to another day of the open paper, or stays where there is none. */
  turnDay(step: 1 | -1): void {
    const { paper } = this.day
    const day = step > 0 ? paper?.next : paper?.previous
    if (paper && day) this.navigation.go({ place: 'today', source: paper.source, day })
  }

  /** Goes to the story before or after the open one; false where there is none. */
  turnStory(step: 1 | -1): boolean {
    const id = step > 0 ? this.reader.next : this.reader.previous
    if (id === undefined) return false
    this.navigation.turn({ place: 'story', id, revision: null })
    return true
  }

  /** Goes to one of the places of the title bar, to where the reader was in it. */
  goTo(place: Place): void {
    if (place === 'search') this.navigation.go({ place, text: this.search.text })
    else if (place === 'sources') this.navigation.go({ place })
    else this.navigation.go({ place, source: this.day.source, day: this.day.asked })
  }

  /** Searches for what the field says, as it is typed. */
  searchFor(text: string): void {
    this.navigation.refine({ place: 'search', text })
    void this.search.ask(text)
  }

  /** Opens a story. */
  read(id: string): void {
    this.navigation.go({ place: 'story', id, revision: null })
  }

  #arrive(route: Route): void {
    this.lightbox.close()
    this.notices.clear('link')
    switch (route.place) {
      case 'today':
        this.#openDay(route.source, route.day)
        break
      case 'section':
        void this.section.open(route.source, route.slug)
        break
      case 'story':
        void this.reader.open(route.id, route.revision)
        break
      case 'search':
        if (route.text !== this.search.text) void this.search.ask(route.text)
        break
      case 'sources':
        void this.shelf.load(this.archive.sources.map(({ id }) => id))
        void this.backups.load()
        break
    }
  }

  #openDay(source: string | null, day: string | null): void {
    const held = source !== null && this.archive.source(source) !== undefined
    const paper = held ? source : (this.day.source ?? this.archive.sources[0]?.id)
    if (paper !== undefined) void this.day.open(paper, held || source === null ? day : null)
  }

  /** Goes from a paper that is removed to another; where there is none, to the first run. */
  #leave(removed: string): void {
    const { route } = this.navigation
    const shown = route.place === 'story' ? this.reader.story?.source : 'source' in route && route.source
    const wasOpen = this.day.source === removed
    this.day.forget(removed)
    const [next] = this.archive.sources
    const isShown = shown === removed || (route.place === 'today' && wasOpen)
    if (isShown || !next) this.navigation.turn({ place: 'today', source: next?.id ?? null, day: null })
  }

  async #look(): Promise<void> {
    this.reader.forgetOrder()
    const { route } = this.navigation
    if (route.place === 'today') await Promise.all([this.day.refresh(), this.galleries.refresh()])
    if (route.place === 'story') await this.reader.refresh()
    if (route.place === 'sources') await this.shelf.load(this.archive.sources.map(({ id }) => id))
  }

  #sayOutcome(): void {
    const { outcome } = this.run
    if (outcome === null) return
    const again = (label: string, source: string, period: Period, allow: boolean) => ({
      label,
      run: () => void this.fetch(source, period, allow),
    })
    if (outcome.ended === 'done') {
      const sentence = outcomeSentence(this.archive.name(outcome.source), outcome.ledgers)
      this.notices.announcement = `${sentence.lead} ${sentence.rest}`
      if (outcome.ledgers.every((ledger) => ledger.complete) && outcome.ledgers.length > 0) return
      this.notices.show({ about: 'run', failed: false, ...sentence, offer: undefined })
      return
    }
    const { source, period, allow_private: allowed } = outcome.fetch
    if (outcome.ended === 'stopped') {
      const lead = `${this.archive.name(source)} was stopped.`
      const rest = 'What is stored stays; it goes on where it was.'
      this.notices.show({ about: 'run', failed: false, lead, rest, offer: again('Go on', source, period, allowed) })
      return
    }
    const isPrivate = outcome.failure.code === 'private-address'
    const label = isPrivate ? 'Allow this address' : 'Try again'
    const failure = namedFailure(outcome.failure, this.archive.source(source))
    this.notices.fail('run', failure, again(label, source, period, allowed || isPrivate))
  }

  async #try(about: string, act: () => Promise<unknown>, offer?: Offer): Promise<boolean> {
    try {
      await act()
      this.notices.clear(about)
      return true
    } catch (reason) {
      this.notices.fail(about, asFailure(reason), offer)
      return false
    }
  }
}

function wishSentence(wish: Wish, done: boolean): string {
  if (wish === 'front') return done ? 'Pinned to the front' : 'No longer pinned'
  return done ? 'Left out of the pages' : 'Back in the pages'
}

/** Gives the state to components, and lets them take it. */
export const [useApp, provideApp] = createContext<App>()
