/** Gives the items in their order, each once. */
export function unique<Item>(items: Item[]): Item[] {
  return [...new Set(items)]
}

/** Puts items together that have the same key, in the order in which the keys first come. */
export function groupedBy<Item>(items: Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups]
}

/** Gives each item a name that no other has: what `nameOf` calls it, and which of those called so it is. */
export function named<Item>(items: Item[], nameOf: (item: Item) => string): { name: string; item: Item }[] {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const name = nameOf(item)
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    return { name: `${name} ${String(count)}`, item }
  })
}
