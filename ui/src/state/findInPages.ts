import type { Edition } from '#bindings/page/Edition.ts'
import type { Line } from '#bindings/page/Line.ts'
import type { Page } from '#bindings/page/Page.ts'
import { fold } from '#kit/fold.ts'
import { betweenLines, goesOn, lettersOf, linesOnPage } from './lines.ts'

/** Letters of a line, counted as JavaScript does. */
export type Stretch = { line: Line; from: number; until: number }

/** A place where the words stand: on which page, in which lines. */
export type Hit = { page: number; stretches: Stretch[] }

/** A paragraph's letters on one page, and where each line begins in them. */
type Run = { letters: string; begins: { line: Line; at: number }[] }

function runsOf(page: Page): Run[] {
  const runs: Run[] = []
  let last: Line | undefined
  for (const line of linesOnPage(page)) {
    const run = runs.at(-1)
    if (run && last && goesOn(last, line)) {
      run.letters += betweenLines(last, line)
      run.begins.push({ line, at: run.letters.length })
      run.letters += lettersOf(line)
    } else runs.push({ letters: lettersOf(line), begins: [{ line, at: 0 }] })
    last = line
  }
  return runs
}

function stretchesOf({ begins }: Run, from: number, until: number): Stretch[] {
  return begins.flatMap(({ line, at }) => {
    const end = at + lettersOf(line).length
    if (end <= from || at >= until) return []
    return [{ line, from: Math.max(from - at, 0), until: Math.min(until, end) - at }]
  })
}

/** Finds words in all pages of an edition, also where a line divides them. */
export function hitsOf(edition: Edition, words: string): Hit[] {
  const wanted = fold(words.trim().replace(/\s+/g, ' ')).letters
  if (wanted === '') return []
  const hits: Hit[] = []
  for (const page of edition.pages) {
    for (const run of runsOf(page)) {
      const { letters, at: places } = fold(run.letters)
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
        const stretches = stretchesOf(run, places[at] ?? 0, places[at + wanted.length] ?? 0)
        if (stretches.length > 0) hits.push({ page: page.number, stretches })
      }
    }
  }
  return hits
}
