import type { Paper } from '#bindings/Paper.ts'
import type { Source } from '#bindings/Source.ts'
import type { Summary } from '#bindings/Summary.ts'
import { groupedBy } from '#kit/lists.ts'

/** A section of a day as the front shows it: with all that lies below it. */
export type FrontSection = {
  /** Tells it from the others; may stand in an id. */
  key: string
  path: string[]
  /** Its short name in addresses, where the paper's list of sections has it. */
  slug: string | null
  stories: Summary[]
}

/** Puts a day's sections under those at the top, in the paper's order: editorials under Opinion. */
export function frontSections(paper: Paper, source: Source | undefined): FrontSection[] {
  return groupedBy(paper.sections, (section) => section.path[0] ?? '').map(([top, sections], index) => {
    const own = source?.sections.find((section) => section.path.length === 1 && section.path[0] === top)
    const [only] = sections
    const alone = sections.length === 1 && only
    return {
      key: String(index),
      path: alone && !own ? alone.path : [top],
      slug: own?.slug ?? ((alone && alone.slug) || null),
      stories: sections.flatMap((section) => section.stories),
    }
  })
}

/** The stories of a section by the size in which they are set. */
export type Arrangement = {
  lead: Summary | undefined
  /** One to three stories that stand out from the rest. */
  seconds: Summary[]
  /** An even number, for two columns; or one alone. */
  lines: Summary[]
  /** Galleries, cartoons, pages. */
  others: Summary[]
}

/** Sets a section's stories by their order: a lead, a few that stand out, the others on lines. */
export function arranged(stories: Summary[]): Arrangement {
  const [lead, ...rest] = stories.filter((story) => story.kind === 'article')
  const others = stories.filter((story) => story.kind !== 'article')
  const outstanding = outstandingOf(rest)
  return { lead, seconds: rest.slice(0, outstanding), lines: rest.slice(outstanding), others }
}

function outstandingOf(rest: Summary[]): number {
  if (rest.length < 2) return 0
  if (rest.length % 2 === 0) return 2
  // Three stand side by side only under three pictures; else the white under one of them would be a hole.
  return rest.slice(0, 3).every((story) => story.lead !== null) ? 3 : 1
}
