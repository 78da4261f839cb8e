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
