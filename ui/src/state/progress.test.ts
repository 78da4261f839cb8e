import type { DayLedger } from '#bindings/DayLedger.ts'
import type { Event as RunEvent } from '#bindings/Event.ts'
import type { Source } from '#bindings/Source.ts'
import { expect, test } from 'vitest'
import {
  ledgerSentence,
  namedFailure,
  outcomeSentence,
  progressSentence,
  quarterSentence,
  shortLedger,
  shortProgress,
} from './progress.ts'

function ledger(listed: number, stored: number, pictures = 38, storedPictures = pictures): DayLedger {
  return {
    source: 'gazette.example',
    day: '2026-11-24',
    complete: listed === stored && pictures === storedPictures,
    stories: { listed, stored, failed: listed - stored, withheld: 0, gone: 0 },
    pictures: { listed: pictures, stored: storedPictures, failed: pictures - storedPictures },
    failures: [],
    listings: [],
  }
}

const event = (done: number, total: number, section = ''): RunEvent => ({
  ...{ event: 'stored', source: 'gazette.example', section, day: '2026-11-24', url: '' },
  ...{ done, total, bytes: 4_100_000, next_request_ms: 1000, message: '' },
})

test('a whole day says so', () => {
  expect(ledgerSentence(ledger(54, 54), false)).toEqual({
    lead: 'A whole day.',
    rest: 'All 54 stories and 38 pictures that the paper listed are stored. Nothing is missing.',
  })
  expect(shortLedger(ledger(54, 54), false)).toBe('Complete: nothing missing')
})

test('what is missing is named with its number', () => {
  expect(ledgerSentence(ledger(54, 52), false)).toEqual({
    lead: 'Two stories are missing.',
    rest: '52 of 54 stories and 38 pictures are stored.',
  })
  expect(ledgerSentence(ledger(54, 54, 38, 37), false).lead).toBe('One picture is missing.')
  expect(shortLedger(ledger(54, 52, 38, 37), false)).toBe('3 missing')
})

test('a day whose lists were not read to their end is not called whole', () => {
  expect(ledgerSentence({ ...ledger(54, 54), complete: false }, false).lead).toBe('Perhaps not all.')
})

test('a day that is being fetched is not yet missing anything', () => {
  expect(ledgerSentence(ledger(54, 12, 38, 0), true)).toEqual({
    lead: 'Coming in.',
    rest: '12 of 54 stories and 0 of 38 pictures stored so far.',
  })
  expect(shortLedger(ledger(54, 12, 38, 0), true)).toBe('')
  expect(shortLedger(ledger(54, 54), true)).toBe('Complete: nothing missing')
})

test('a run says what is done and what is left', () => {
  expect(progressSentence('The Valley Courier', null, false).rest).toBe('Reading what the paper lists.')
  expect(progressSentence('The Valley Courier', event(31, 1092, 'CITY & TOWNS'), false)).toEqual({
    lead: 'The Valley Courier.',
    rest: 'City & Towns: 31 of 1,092 stories and pictures, 4.1 MB. 1,061 left.',
  })
  expect(progressSentence('The Valley Courier', event(31, 92), true).lead).toBe('Stopping The Valley Courier.')
  expect(shortProgress(event(31, 92))).toBe('31 of 92')
})

test('who only hears a run is told at its quarters', () => {
  const said = [0, 22, 23, 45, 46, 69, 92].map((done) => quarterSentence('Courier', event(done, 92)))
  expect(said.map((sentence) => sentence.split(' of ')[0])).toEqual([
    ...['', '', 'A quarter', 'A quarter'],
    ...['Half', 'Three quarters', 'Three quarters'],
  ])
  expect(quarterSentence('Courier', null)).toBe('')
})

test('a run that ended says what it brought', () => {
  expect(outcomeSentence('Courier', [ledger(54, 54)])).toEqual({
    lead: 'Courier, 24 November 2026, is whole.',
    rest: '54 stories and 38 pictures. Nothing is missing.',
  })
  expect(outcomeSentence('Courier', [ledger(54, 50), ledger(30, 30)])).toEqual({
    lead: '4 stories or pictures of Courier could not be stored.',
    rest: '80 stories and 76 pictures of 2 days are here. The rest is on the list and will be tried again.',
  })
  expect(outcomeSentence('Courier', []).lead).toBe('Courier lists nothing new.')
})

test('a paper that did not answer is named, another host stays itself', () => {
  const courier = { name: 'The Valley Courier', url: 'https://courier.example:8080/' } as Source
  const said = (message: string, source?: Source) =>
    namedFailure({ code: 'no-answer', message, hint: 'Try again.' }, source).message
  expect(said('courier.example:8080 did not answer: timed out.', courier)).toBe(
    'The Valley Courier did not answer: timed out.',
  )
  expect(said('pictures.example did not answer: timed out.', courier)).toBe(
    'pictures.example did not answer: timed out.',
  )
  expect(said('courier.example:8080 did not answer.')).toBe('courier.example:8080 did not answer.')
})
