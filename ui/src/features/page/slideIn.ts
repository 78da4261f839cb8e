/** How far what is on a page slides when it is turned, in pixels. */
const WAY = 24
const TIME = 240

/** Lets an element slide in from the end side (1) or the start side (−1); nothing moves for those who want it so. */
export const slideIn = (direction: number) => (element: HTMLElement) => {
  const isStill = document.documentElement.dataset['theme'] === 'eink'
  if (direction === 0 || isStill || matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const from = { transform: `translateX(${String(WAY * direction)}px)`, opacity: 0 }
  element.animate([from, { transform: 'none', opacity: 1 }], {
    duration: TIME,
    easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)',
  })
}
