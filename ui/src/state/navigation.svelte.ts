import { formatRoute, parseRoute, placeOf, type Place, type Route } from './routes.ts'

type Entry = { origin: Place; depth: number }

/** The reader's way through the window: where they are, and back. */
export class Navigation {
  route = $state.raw<Route>(parseRoute(location.hash))
  #entry = $state.raw<Entry>({ origin: 'today', depth: 0 })
  #scrolls: Record<string, number> = {}
  #onArrive: (route: Route) => void

  /** The place that the title bar underlines. */
  place = $derived(placeOf(this.route, this.#entry.origin))

  /** What tells one place from another: a search stays one while its words change. */
  key = $derived(this.route.place === 'search' ? 'search' : formatRoute(this.route))

  constructor(onArrive: (route: Route) => void) {
    this.#onArrive = onArrive
    const entry: unknown = history.state
    if (entry && typeof entry === 'object' && 'depth' in entry) this.#entry = entry as Entry
    addEventListener('popstate', (event) => {
      this.#entry = (event.state as Entry | null) ?? { origin: 'today', depth: 0 }
      this.#arrive(parseRoute(location.hash))
    })
  }

  /** Goes somewhere, so that Back returns here. */
  go(route: Route): void {
    if (formatRoute(route) === formatRoute(this.route)) return
    this.#entry = { origin: this.place, depth: this.#entry.depth + 1 }
    history.pushState({ ...this.#entry }, '', formatRoute(route))
    if (route.place !== 'search') this.#scrolls[formatRoute(route)] = 0
    this.#arrive(route)
  }

  /** Turns to something beside this, so that Back leads to where the reader was before both. */
  turn(route: Route): void {
    history.replaceState({ ...this.#entry }, '', formatRoute(route))
    this.#scrolls[formatRoute(route)] = 0
    this.#arrive(route)
  }

  /** Says more exactly where the reader is: Back does not return to what was said before. */
  refine(route: Route): void {
    history.replaceState({ ...this.#entry }, '', formatRoute(route))
    this.route = route
  }

  /** Goes to the place before, or to Today where there is none. */
  back(): void {
    if (this.#entry.depth > 0) history.back()
    else this.go({ place: 'today', source: null, day: null })
  }

  /** Goes where Back came from. */
  forward(): void {
    history.forward()
  }

  /** Remembers how far a pane is scrolled, and scrolls it there again when the reader comes back. */
  keepScroll = (pane: HTMLElement) => {
    const { key } = this
    pane.scrollTop = this.#scrolls[key] ?? 0
    const keep = () => {
      this.#scrolls[key] = pane.scrollTop
    }
    pane.addEventListener('scroll', keep, { passive: true })
    return () => {
      pane.removeEventListener('scroll', keep)
    }
  }

  #arrive(route: Route): void {
    this.route = route
    this.#onArrive(route)
  }
}
