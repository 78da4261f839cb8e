import type { Summary } from '#bindings/Summary.ts'

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
