/** Narrowing a search by what is ticked: the ticks are part of the query's own text. */

/** The fields of the query language that can be ticked, and the facet that counts the values of each. */
export const FIELDS = {
  section: 'section',
  kind: 'kind',
  lang: 'language',
  byline: 'byline',
  date: 'year',
  source: 'source',
} as const

/** A field of the query language that can be ticked. */
export type Field = keyof typeof FIELDS

type Token = { field: Field; value: string }

/** One `field:value` or `field:"value"` that is not turned round by `-` or `NOT`. */
const valueOf = (field: Field) => `${field}:(?:"([^"]*)"?|([^\\s()"]+))`

function tokenPattern(field: Field): RegExp {
  return new RegExp(`(?<=^|[\\s(])(?<!NOT\\s+)${valueOf(field)}`, 'giu')
}

/** A group that holds nothing but values of one field, joined by `OR`, or one such value alone. */
function groupPattern(field: Field): RegExp {
  const one = `${field}:(?:"[^"]*"?|[^\\s()"]+)`
  return new RegExp(
    `(?<=^|\\s)(?<!NOT\\s+)(?:\\(\\s*${one}(?:\\s+OR\\s+${one})*\\s*\\)|${one}(?:\\s+OR\\s+${one})*)(?=\\s|$)`,
    'giu',
  )
}

function written({ field, value }: Token): string {
  return /^[\p{L}\p{N}-]+$/u.test(value) ? `${field}:${value}` : `${field}:"${value.replaceAll('"', '')}"`
}

/** Gives the values of a field that a query asks for. */
export function ticked(text: string, field: Field): string[] {
  return [...text.matchAll(tokenPattern(field))].map((match) => match[1] ?? match[2] ?? '')
}

/** Tells whether a query asks for a value of a field, whatever its case. */
export function isTicked(text: string, field: Field, value: string): boolean {
  return ticked(text, field).some((one) => one.toLowerCase() === value.toLowerCase())
}

/** Takes all ticks of a field away. */
export function withoutField(text: string, field: Field): string {
  return text.replace(groupPattern(field), ' ').replace(/\s+/g, ' ').trim()
}

/** Lists the fields that a query ticks. */
export function tickedFields(text: string): Field[] {
  return (Object.keys(FIELDS) as Field[]).filter((field) => ticked(text, field).length > 0)
}

/** Ticks a value of a field, or takes its tick away; several values of a field are joined by `OR`. */
export function toggled(text: string, field: Field, value: string): string {
  const values = ticked(text, field)
  const others = values.filter((one) => one.toLowerCase() !== value.toLowerCase())
  const wanted = others.length < values.length ? others : [...values, value]
  const rest = withoutField(text, field)
  const tokens = wanted.map((one) => written({ field, value: one }))
  const group = tokens.length > 1 ? `(${tokens.join(' OR ')})` : (tokens[0] ?? '')
  return [rest, group].filter((part) => part !== '').join(' ')
}
