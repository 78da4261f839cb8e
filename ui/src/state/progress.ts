/** What a run has done and what a day holds, in a sentence. */
import type { DayLedger } from '#bindings/DayLedger.ts'
import type { Error as Failure } from '#bindings/Error.ts'
import type { Event as RunEvent } from '#bindings/Event.ts'
import type { Source } from '#bindings/Source.ts'
import { longDay } from '#kit/dates.ts'
import { counted, grouped, pictures, shownAddress, size, stories, titleCase } from '#kit/words.ts'

/** A sentence whose first words are set bold. */
export type Sentence = { lead: string; rest: string }

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten']

function startedWith(count: number, one: string, many: string): string {
  return `${NUMBERS[count] ?? grouped(count)} ${count === 1 ? one : many}`
}

const missingOf = (count: { listed: number; stored: number }) => Math.max(0, count.listed - count.stored)

function held(ledger: DayLedger): string {
  const share = (count: { listed: number; stored: number }, noun: (count: number) => string) =>
    missingOf(count) === 0 ? noun(count.stored) : `${grouped(count.stored)} of ${noun(count.listed)}`
  return ledger.pictures.listed === 0
    ? share(ledger.stories, stories)
    : `${share(ledger.stories, stories)} and ${share(ledger.pictures, pictures)}`
}

/** Tells what a day holds and what it lacks. */
export function ledgerSentence(ledger: DayLedger, fetching: boolean): Sentence {
  const lacking = missingOf(ledger.stories)
  const unseen = missingOf(ledger.pictures)
  if (fetching && !ledger.complete) return { lead: 'Coming in.', rest: `${held(ledger)} stored so far.` }
  if (lacking > 0) {
    return { lead: `${startedWith(lacking, 'story is', 'stories are')} missing.`, rest: `${held(ledger)} are stored.` }
  }
  if (unseen > 0) {
    return {
      lead: `${startedWith(unseen, 'picture is', 'pictures are')} missing.`,
      rest: `${held(ledger)} are stored.`,
    }
  }
  if (!ledger.complete) {
    return { lead: 'Perhaps not all.', rest: `${held(ledger)} stored, but the lists were not read to their end.` }
  }
  return { lead: 'A whole day.', rest: `All ${held(ledger)} that the paper listed are stored. Nothing is missing.` }
}

/** Tells what a day lacks in a few words; nothing while what it lacks is still to come. */
export function shortLedger(ledger: DayLedger, fetching: boolean): string {
  if (fetching && !ledger.complete) return ''
  const lacking = missingOf(ledger.stories) + missingOf(ledger.pictures)
  if (lacking > 0) return `${grouped(lacking)} missing`
  return ledger.complete ? 'Complete: nothing missing' : 'Not read to the end'
}

/** Tells how far a run is. */
export function progressSentence(name: string, last: RunEvent | null, stopping: boolean): Sentence {
  if (stopping) return { lead: `Stopping ${name}.`, rest: 'What is stored stays.' }
  if (last === null || last.total === 0)
    return { lead: `${name}.`, rest: last?.message || 'Reading what the paper lists.' }
  const left = Math.max(0, last.total - last.done)
  const where = last.section ? `${titleCase(last.section)}: ` : ''
  const done = `${where}${grouped(last.done)} of ${grouped(last.total)} stories and pictures, ${size(last.bytes)}`
  return { lead: `${name}.`, rest: `${done}. ${grouped(left)} left.` }
}

const QUARTERS = ['', 'A quarter', 'Half', 'Three quarters']

/** Tells at each quarter how far a run is, for those who only hear it; else nothing. */
export function quarterSentence(name: string, last: RunEvent | null): string {
  const quarter = last && last.total > 0 ? Math.min(3, Math.floor((4 * last.done) / last.total)) : 0
  const share = QUARTERS[quarter] ?? ''
  return share === '' ? '' : `${share} of what ${name} lists is stored.`
}

/** Tells how far a run is in the fewest words: "31 of 92". */
export function shortProgress(last: RunEvent | null): string {
  return last && last.total > 0 ? `${grouped(last.done)} of ${grouped(last.total)}` : 'Reading the lists'
}

/** Says what failed by the name of the paper where its host is named; other hosts keep theirs. */
export function namedFailure(failure: Failure, source: Source | undefined): Failure {
  if (source === undefined || !URL.canParse(source.url)) return failure
  const host = shownAddress(new URL(source.url).origin)
  if (!failure.message.startsWith(`${host} `)) return failure
  return { ...failure, message: `${source.name}${failure.message.slice(host.length)}` }
}

/** Tells what a run brought. */
export function outcomeSentence(name: string, ledgers: DayLedger[]): Sentence {
  const sum = (of: (ledger: DayLedger) => number) => ledgers.reduce((total, ledger) => total + of(ledger), 0)
  const lacking = sum((ledger) => missingOf(ledger.stories) + missingOf(ledger.pictures))
  const days = ledgers.length === 1 ? longDay(ledgers[0]?.day ?? '') : counted(ledgers.length, 'day')
  if (ledgers.length === 0) return { lead: `${name} lists nothing new.`, rest: 'What is stored is as it was.' }
  const stored = `${stories(sum((ledger) => ledger.stories.stored))} and ${pictures(sum((ledger) => ledger.pictures.stored))}`
  if (lacking === 0) return { lead: `${name}, ${days}, is whole.`, rest: `${stored}. Nothing is missing.` }
  return {
    lead: `${counted(lacking, 'story or picture', 'stories or pictures')} of ${name} could not be stored.`,
    rest: `${stored} of ${days} are here. The rest is on the list and will be tried again.`,
  }
}
