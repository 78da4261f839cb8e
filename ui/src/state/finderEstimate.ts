import type { Estimate } from '#bindings/Estimate.ts'
import type { Found } from '#bindings/Found.ts'
import type { Section } from '#bindings/Section.ts'
import type { Source } from '#bindings/Source.ts'
import type { Summary } from '#bindings/Summary.ts'
import { longDay } from '#kit/dates.ts'
import { counted, stories } from '#kit/words.ts'
import { openingOf, writerOf } from './voice.ts'

/** Says what was found: how much, since when, how it is asked. */
export function foundSentence(found: Found): string {
  const oldest = found.oldest_day ? ` since ${longDay(found.oldest_day)}` : ''
  const newest = found.newest_day ? ` The newest is of ${longDay(found.newest_day)}.` : ''
  const pause = Math.round(found.delay_ms / 1000)
  const manners =
    pause > 1
      ? `It asks for ${counted(pause, 'second')} between two requests, and gets them.`
      : 'Asked for one thing at a time, a second apart.'
  const sections = counted(found.sections.length, 'section')
  return `A WordPress site that lists ${stories(found.stories)}${oldest}, in ${sections}.${newest} ${manners}`
}

/** Gives the share of a paper that the chosen sections have, by the stories that it counts in each. */
export function chosenShare(sections: Section[], chosen: { has: (key: string) => boolean }): number {
  if (sections.length === 0) return 1
  const sum = (some: Section[]) => some.reduce((total, { count }) => total + count, 0)
  const ticked = sections.filter(({ key }) => chosen.has(key))
  const all = sum(sections)
  return all === 0 ? ticked.length / sections.length : sum(ticked) / all
}

/** Gives what a share of the paper takes. */
export function scaled(estimate: Estimate, share: number): Estimate {
  return {
    ...estimate,
    stories: Math.round(estimate.stories * share),
    pictures: Math.round(estimate.pictures * share),
    bytes: Math.round(estimate.bytes * share),
    seconds: Math.ceil(estimate.seconds * share),
  }
}

/** Finds the followed paper that an address as it is typed belongs to. */
export function knownAt(address: string, sources: Source[]): Source | undefined {
  const text = address.trim()
  const whole = /^https?:/i.test(text) ? text : `https://${text}`
  if (text === '' || !URL.canParse(whole)) return undefined
  const { hostname, port, pathname } = new URL(whole)
  const host = hostname.replace(/^www\./, '').replace(/\.$/, '')
  const place = `${host}${port === '' ? '' : `:${port}`}${pathname}`.replace(/\/?$/, '/')
  return sources
    .filter(({ id, following }) => following === 'followed' && place.startsWith(`${id}/`))
    .toSorted((one, other) => other.id.length - one.id.length)[0]
}

/** The stories of a preview by the place that each has on its sheet. */
export type Sheet = { lead: Summary | undefined; side: Summary[]; below: Summary[] }

/** Words from which on a story has enough to lead. */
const LEAD_WORDS = 200

/** Makes up the sheet: an article with enough to read leads it, preferably one in the paper's own language. */
export function sheetOf(preview: Summary[], language: string): Sheet {
  const leads = preview.filter((story) => story.kind === 'article' && story.words >= LEAD_WORDS)
  const own = leads.filter((story) => story.language === language)
  const lead = own.find((story) => story.lead !== null) ?? own[0] ?? leads[0] ?? preview[0]
  const others = preview.filter((story) => story !== lead)
  // What stands beside the lead is read too, first in the script that its narrow leg is made for; what is only looked
  // at goes below.
  const read = others.filter((story) => story.kind === 'article' && story.words > 0)
  const side = read.toSorted((one, other) => isIn(other, language) - isIn(one, language)).slice(0, 2)
  return { lead, side, below: others.filter((story) => !side.includes(story)) }
}

const isIn = (story: Summary, language: string) => Number(story.language === language)

/** Deals stories out into columns, one after another. */
export function dealt(all: Summary[], columns: number): Summary[][] {
  const count = Math.min(columns, all.length)
  return Array.from({ length: count }, (_, column) => all.filter((_, index) => index % count === column))
}

/** Gives the first words of a story, cut at a word. */
export function firstWords(story: Summary, characters: number): string {
  const text = openingOf(story)
  if (text.length <= characters) return text
  const cut = text.slice(0, text.lastIndexOf(' ', characters))
  return `${cut.replace(/[\s,;:.–—۔،]+$/u, '')}…`
}

/** Names who a story is from, else what it shows: "12 pictures". */
export function previewLine(story: Summary): string {
  const shows = story.kind !== 'article' && story.pictures > 1 ? `${String(story.pictures)} pictures` : ''
  return [writerOf(story), shows].filter((part) => part !== '').join(', ')
}
