/** Days and times as the paper writes them: "24 November 2026", "06.30". */

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

type Parts = { year: number; month: number; day: number }

function partsOf(day: string): Parts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  return match && { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

function weekdayOf({ year, month, day }: Parts): string {
  return WEEKDAYS[new Date(Date.UTC(year, month - 1, day)).getUTCDay()] ?? ''
}

/** Writes a day (`2026-11-24`, or a moment that begins so) as "24 November 2026". */
export function longDay(day: string): string {
  const parts = partsOf(day)
  return parts ? `${String(parts.day)} ${MONTHS[parts.month - 1] ?? ''} ${String(parts.year)}` : day
}

/** Writes a day as "24 Nov 2026". */
export function shortDay(day: string): string {
  const parts = partsOf(day)
  return parts ? `${String(parts.day)} ${(MONTHS[parts.month - 1] ?? '').slice(0, 3)} ${String(parts.year)}` : day
}

/** Writes a day as "Tuesday, 24 November 2026". */
export function weekdayDay(day: string): string {
  const parts = partsOf(day)
  return parts ? `${weekdayOf(parts)}, ${longDay(day)}` : day
}

/** Writes a day as "Tue, 24 Nov 2026". */
export function shortWeekdayDay(day: string): string {
  const parts = partsOf(day)
  return parts ? `${weekdayOf(parts).slice(0, 3)}, ${shortDay(day)}` : day
}

/** Writes a day's month as "November 2026". */
export function monthOf(day: string): string {
  const parts = partsOf(day)
  return parts ? `${MONTHS[parts.month - 1] ?? ''} ${String(parts.year)}` : day
}

/** Writes the time of a moment on the paper's own clock as "06.30". */
export function timeOf(moment: string): string {
  const match = /T(\d{2}):(\d{2})/.exec(moment)
  return match ? `${match[1] ?? ''}.${match[2] ?? ''}` : ''
}

/** Writes the time of day of a clock as "06.30". */
export function clockTime(clock: Date): string {
  return `${String(clock.getHours()).padStart(2, '0')}.${String(clock.getMinutes()).padStart(2, '0')}`
}

/** Gives the time of day as "06.30". */
export const clockNow = () => clockTime(new Date())

/** Gives today as `2026-11-24`. */
export const today = () => dayOf(new Date())

/** Gives the day that lies so many days before another. */
export function daysBefore(day: string, count: number): string {
  const parts = partsOf(day)
  if (!parts) return day
  return new Date(Date.UTC(parts.year, parts.month - 1, parts.day - count)).toISOString().slice(0, 10)
}

/** Gives the day of a clock as `2026-11-24`. */
export function dayOf(clock: Date): string {
  const month = String(clock.getMonth() + 1).padStart(2, '0')
  return `${String(clock.getFullYear())}-${month}-${String(clock.getDate()).padStart(2, '0')}`
}

/** Reads a day as people write it ("24 November 2026", "24 Nov 2026", "2026-11-24"); null where it is none. */
export function parseDay(text: string): string | null {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text)
  const words = /^\s*(\d{1,2})\.?\s+(\p{L}{3,})\.?,?\s+(\d{4})\s*$/u.exec(text)
  const month = words ? MONTHS.findIndex((name) => isShortFor(words[2] ?? '', name)) + 1 : Number(iso?.[2])
  const [year, day] = words ? [Number(words[3]), Number(words[1])] : [Number(iso?.[1]), Number(iso?.[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null
}

function isShortFor(word: string, name: string): boolean {
  return name.toLowerCase().startsWith(word.toLowerCase())
}

/** Writes a moment by the reader's own clock as "24 November 2026, 06.30". */
export function momentHere(moment: string): string {
  const clock = new Date(moment)
  return `${longDay(dayOf(clock))}, ${clockTime(clock)}`
}
