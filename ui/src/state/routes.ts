/** Where the reader is in the window. */
export type Route =
  | { place: 'today'; source: string | null; day: string | null }
  | { place: 'section'; source: string; slug: string }
  | { place: 'story'; id: string; revision: number | null }
  | { place: 'search'; text: string }
  | { place: 'sources' }
  | { place: 'add' }

/** The places that the title bar names, in its order. */
export type Place = 'today' | 'search' | 'sources'

/** Today's paper: the newest day of the paper that was read last. */
export const TODAY: Route = { place: 'today', source: null, day: null }

/** Writes a route as the part of an address after `#`. */
export function formatRoute(route: Route): string {
  switch (route.place) {
    case 'today':
      return path('today', route.source, route.source && route.day)
    case 'section':
      return path('section', route.source, route.slug)
    case 'story':
      return path('story', route.id, route.revision && String(route.revision))
    case 'search':
      return path('search', route.text)
    default:
      return path(route.place)
  }
}

function path(...parts: (string | null | 0)[]): string {
  return `#/${parts
    .filter((part) => part)
    .map((part) => encodeURIComponent(String(part)))
    .join('/')}`
}

/** Reads a route from the part of an address after `#`; what is not understood leads to Today. */
export function parseRoute(hash: string): Route {
  const [place, first = null, second = null] = hash.replace(/^#\//, '').split('/').map(decoded)
  if (place === 'today') return { place, source: first, day: second }
  if (place === 'section' && first && second) return { place, source: first, slug: second }
  if (place === 'story' && first) return { place, id: first, revision: Number(second) || null }
  if (place === 'search') return { place, text: first ?? '' }
  if (place === 'sources' || place === 'add') return { place }
  return TODAY
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Names the place of the title bar that a route belongs to; a story belongs to where it was opened from. */
export function placeOf(route: Route, origin: Place): Place {
  if (route.place === 'add') return 'sources'
  if (route.place === 'section') return 'today'
  return route.place === 'story' ? origin : route.place
}
