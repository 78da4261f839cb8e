/** Numbers and names in words. */
import { shownHost } from './hosts.ts'

const SMALL = new Set(['a', 'an', 'and', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to', 'with'])

/** Writes a number with its thousands apart: "214,806". */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Writes a number with its noun: "1 story", "54 stories", "1,208 pictures". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** Writes stories with their number. */
export const stories = (count: number) => counted(count, 'story', 'stories')

/** Writes pictures with their number. */
export const pictures = (count: number) => counted(count, 'picture')

/** Writes a size in bytes as people say it: "86 kB", "1.9 MB". */
export function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const figure = unit > 1 && value < 10 ? value.toFixed(1) : String(Math.round(value))
  return `${figure} ${units[unit] ?? ''}`
}

/** Writes an address as people read it: without its scheme, in its own script. */
export function shownAddress(url: string): string {
  const bare = url
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/\/$/, '')
    .replace(/^[^/:]+/, shownHost)
  try {
    return decodeURI(bare)
  } catch {
    return bare
  }
}

/** Writes a span of time as people say it: minutes, then hours, then half days. */
export function duration(seconds: number): string {
  if (seconds <= 60) return 'a minute'
  if (seconds < 5400) return counted(Math.ceil(seconds / 60), 'minute')
  if (seconds < 129_600) return counted(Math.round(seconds / 3600), 'hour')
  const halfDays = Math.round(seconds / 43_200)
  return `${grouped(Math.floor(halfDays / 2))}${halfDays % 2 ? '½' : ''} days`
}

/** Joins names as a sentence does: "Nation, World and Sports". */
export function listed(names: string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

function titled(word: string, first: boolean): string {
  const lower = word.toLowerCase()
  if (!first && SMALL.has(lower)) return lower
  if (word.length < 5 && word.includes('&')) return word
  return lower.replace(/\p{L}/u, (letter) => letter.toUpperCase())
}

/**
 * Sets a name that its paper writes in capitals as a name is set: "CITY & TOWNS" becomes "City & Towns".
 *
 * Only for show, and only in Latin script; names of up to three letters ("IPL") are taken for abbreviations.
 */
export function titleCase(name: string): string {
  const letters = name.match(/\p{L}/gu) ?? []
  const shouted = letters.every((letter) => /\p{Script=Latin}/u.test(letter)) && name === name.toUpperCase()
  if (!shouted || letters.length < 4) return name
  return name
    .split(/(\s+|(?<=[-/(]))/)
    .map((word, index) => titled(word, index === 0))
    .join('')
}
