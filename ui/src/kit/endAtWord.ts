/** Gives the first words of a text, with a sign that it goes on where some are left out. */
export function cutAfter(words: string[], count: number): string {
  if (count >= words.length) return words.join(' ')
  return `${words
    .slice(0, count)
    .join(' ')
    .replace(/[\s,;:.–—۔،]+$/u, '')}\u2026`
}

/** Puts a text into a clamped element, as many whole words as it holds: the clamp by itself cuts through one. */
export function endAtWord(text: string) {
  const words = text.split(/\s+/)
  return (element: HTMLElement) => {
    const holds = (count: number) => {
      element.textContent = cutAfter(words, count)
      return element.scrollHeight <= element.clientHeight + 1
    }
    const fit = () => {
      if (holds(words.length)) return
      let [held, over] = [1, words.length]
      while (over - held > 1) {
        const middle = Math.floor((held + over) / 2)
        if (holds(middle)) held = middle
        else over = middle
      }
      holds(held)
    }
    const observer = new ResizeObserver(fit)
    observer.observe(element)
    fit()
    return () => {
      observer.disconnect()
    }
  }
}
