import type { Paper } from '#bindings/Paper.ts'
import { counted, pictures, stories } from '#kit/words.ts'
import { longDay } from '#kit/dates.ts'
import type { App } from './app.svelte.ts'
import { shortLedger, shortProgress } from './progress.ts'

/** What is said of the sample paper wherever it is open. */
export const SAMPLE = 'A sample: all in it is invented'

/** Gives the facts that the status bar states about the place that is open. */
export const factsFor = (app: App): string[] => [...placeFacts(app), ...runFacts(app)]

/** Gives those that it states beside the list of pages, which has the room of the others. */
export function pageFactsFor(app: App): string[] {
  const { paper } = app.day
  if (paper === null) return runFacts(app)
  const sample = app.archive.source(paper.source)?.following === 'sample' ? SAMPLE : ''
  return [sample, lacks(app, paper)].filter((fact) => fact !== '').concat(runFacts(app))
}

const runFacts = (app: App) => (app.run.source === null ? [] : [`Fetching: ${shortProgress(app.run.last)}`])

const lacks = (app: App, { ledger, source }: Paper) => shortLedger(ledger, app.run.source === source)

function placeFacts(app: App): string[] {
  const { route } = app.navigation
  if (app.archive.obstacle) return archiveFacts(app)
  switch (route.place) {
    case 'today':
      return dayFacts(app)
    case 'section':
      return app.section.total > 0 ? [stories(app.section.total)] : []
    case 'story':
      return storyFacts(app)
    case 'search':
      return app.search.answer && !app.search.idle ? [`${stories(app.search.answer.total)} found`] : []
    case 'sources':
      return archiveFacts(app)
    default:
      return ['Nothing is downloaded until you start.']
  }
}

const archiveFacts = (app: App) => (app.archive.opened ? [`Archive: ${app.archive.opened.archive}`] : [])

function dayFacts(app: App): string[] {
  const { paper } = app.day
  if (app.archive.empty) return ['Nothing is stored yet', 'No account. Nothing is sent anywhere.']
  if (paper === null) return []
  const { ledger } = paper
  return [stories(ledger.stories.stored), pictures(ledger.pictures.stored), lacks(app, paper)].filter(
    (fact) => fact !== '',
  )
}

/** Words that are read in a minute. */
const READING_SPEED = 220

function storyFacts(app: App): string[] {
  const { story, latest } = app.reader
  if (story === null) return []
  const words = story.text.split(/\s+/).filter((word) => word !== '').length
  const minutes = Math.max(1, Math.round(words / READING_SPEED))
  const version = latest > 1 ? [`Version ${String(story.revision)} of ${String(latest)}`] : []
  const length = words > 0 ? [`${counted(words, 'word')}, ${counted(minutes, 'minute')}`] : []
  return [longDay(story.day), ...version, ...length]
}
