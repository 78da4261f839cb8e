import { expect, test } from 'vitest'
import {
  clockTime,
  dayOf,
  daysBefore,
  longDay,
  monthOf,
  parseDay,
  shortDay,
  shortWeekdayDay,
  timeOf,
  weekdayDay,
} from './dates.ts'

test('days are written as the paper writes them', () => {
  expect(longDay('2026-11-24')).toBe('24 November 2026')
  expect(shortDay('2026-05-04')).toBe('4 May 2026')
  expect(weekdayDay('2026-11-24')).toBe('Tuesday, 24 November 2026')
  expect(shortWeekdayDay('2024-02-29')).toBe('Thu, 29 Feb 2024')
  expect(monthOf('2026-09-30')).toBe('September 2026')
})

test('a moment is shown on the clock of the paper, not of the reader', () => {
  expect(timeOf('2026-11-20T06:30:00+05:30')).toBe('06.30')
  expect(timeOf('2026-11-20T23:05:09-08:00')).toBe('23.05')
  expect(longDay('2026-11-20T23:05:09-08:00')).toBe('20 November 2026')
})

test('what is no day stays as it is', () => {
  expect(longDay('yesterday')).toBe('yesterday')
  expect(timeOf('2026-11-20')).toBe('')
})

test('days are counted back over months and leap days', () => {
  expect(daysBefore('2026-11-24', 6)).toBe('2026-11-18')
  expect(daysBefore('2024-03-01', 1)).toBe('2024-02-29')
  expect(daysBefore('2026-01-01', 29)).toBe('2025-12-03')
})

test('the clock gives its own day and time', () => {
  const clock = new Date(2026, 10, 4, 6, 5)
  expect(clockTime(clock)).toBe('06.05')
  expect(dayOf(clock)).toBe('2026-11-04')
})

test('a day is read as people write it', () => {
  expect(parseDay('24 November 2026')).toBe('2026-11-24')
  expect(parseDay(' 4. Mar 2024 ')).toBe('2024-03-04')
  expect(parseDay('2026-11-4')).toBe('2026-11-04')
})

test('what is no day is not read as one', () => {
  for (const text of ['', 'today', '30 February 2026', '2026-13-01', '24 Smarch 2026', '24 November']) {
    expect(parseDay(text)).toBeNull()
  }
})
