import type { Direction } from '#bindings/Direction.ts'
import type { Story } from '#bindings/Story.ts'
import type { Summary } from '#bindings/Summary.ts'
import { timeOf } from '#kit/dates.ts'
import { titleCase } from '#kit/words.ts'

/** How a section's headlines are set. */
export type Voice = 'news' | 'opinion' | 'sports'

const OPINION = /^(opinion|editorial|columns?|comment|letters|views?|perspective)\b/i
const SPORTS = /^sports?\b/i

/** Tells in which voice a section speaks, from the name at its top. */
export function voiceOf(path: string[]): Voice {
  const top = path[0] ?? ''
  if (OPINION.test(top)) return 'opinion'
  return SPORTS.test(top) ? 'sports' : 'news'
}

/** Gives a section's own name as it is shown. */
export const sectionName = (path: string[]) => titleCase(path.at(-1) ?? '')

/** Gives a section's whole path as it is shown: "Opinion, Editorial". */
export const sectionPath = (path: string[]) => path.map(titleCase).join(', ')

/** Gives the line over a headline: the section below the one that is shown, or nothing. */
export function kickerOf(story: Summary, shown: string[]): string {
  return story.section.length > shown.length ? sectionName(story.section) : ''
}

/** Names who a story is from. */
export const writerOf = (story: { byline: string; agency: string }) => story.byline || story.agency

/** Gives the facts under a headline: who, when, how many pictures, whether it changed. */
export function factsOf(story: Summary): string[] {
  return [
    writerOf(story),
    story.published ? timeOf(story.published) : '',
    story.pictures > 1 ? `${String(story.pictures)} pictures` : '',
    story.revisions > 1 ? `${String(story.revisions)} versions` : '',
    story.gone ? 'Taken down by the paper' : '',
  ].filter((fact) => fact !== '')
}

/** Gives the language and direction that most of the stories have. */
export function scriptOf(stories: Summary[]): { language: string; direction: Direction } {
  const turned = stories.filter((story) => story.direction === 'rtl')
  const most = turned.length * 2 > stories.length ? turned : stories
  return { language: most[0]?.language ?? '', direction: most === turned ? 'rtl' : 'ltr' }
}

/** Gives the share of its size at which a headline is set: one that is too long for its class steps down. */
export function fitOf(headline: string): number {
  if (headline.length <= 80) return 1
  if (headline.length <= 120) return 0.85
  return headline.length <= 180 ? 0.7 : 0.58
}

/** Gives the first words of a story as plain text. */
export const openingOf = (story: Summary) => story.opening.map((span) => span.text).join('')

/** Characters from which on a story is long. */
const LONG = 2400

/** Characters that fill the three lines beside an initial. */
const BESIDE_INITIAL = 120

/** Tells whether a story begins with an initial: a long one in Latin script whose first words are set as the rest. */
export function takesInitial(story: Pick<Story, 'body' | 'dateline' | 'text'>): boolean {
  const [first] = story.body
  const spans = first?.type === 'paragraph' ? first.spans : []
  const [span] = spans
  if (span === undefined || span.strong === true || story.dateline !== '') return false
  if (spans.reduce((sum, { text }) => sum + text.length, 0) < BESIDE_INITIAL) return false
  return story.text.length > LONG && /^(?=\p{Lu})\p{Script=Latin}{2}/u.test(span.text)
}
