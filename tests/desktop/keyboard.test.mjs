import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { openSample } from './sample.mjs'
import { until } from './wait.mjs'
import { unspaced } from './window.mjs'

let window, close

before(async () => {
  ;({ window, close } = await openSample())
})

after(() => close?.())

/** What Tab must reach: every control that is drawn and can be pressed; of radio buttons one a group. */
const CONTROLS = `const groups = new Set()
  return [...document.querySelectorAll('button, a[href], input, select')].filter((control) => {
    if (control.disabled || control.tabIndex < 0 || control.getClientRects().length === 0) return false
    if (control.type !== 'radio') return true
    const isFirst = !groups.has(control.name)
    groups.add(control.name)
    return isFirst
  }).length`

/** Marks what has the focus; gives whether it was there before, and whether it looks other than without the focus. */
const VISIT = `const control = document.activeElement
  const seen = window.visited
  if (control === document.body || seen.has(control)) return { again: seen.has(control), shown: true }
  if (control.matches('button, a[href], input, select')) seen.add(control)
  const near = [control, ...control.children, control.nextElementSibling]
  for (let above = control.parentElement; above !== null && near.length < 12; above = above.parentElement) near.push(above)
  const look = () => near.filter((element) => element !== null).flatMap((element) =>
    [null, '::before', '::after'].map((pseudo) => {
      const { boxShadow, outline, backgroundColor, borderColor } = getComputedStyle(element, pseudo)
      return [boxShadow, outline, backgroundColor, borderColor].join()
    })).join()
  const focused = look()
  control.blur()
  const shown = look() !== focused
  control.focus({ preventScroll: true })
  return { again: false, shown, name: control.getAttribute('aria-label') ?? control.innerText }`

for (const [place, route, drawn] of [
  ['Today', '#/today', 'main h2 a .line'],
  ['Search', '#/search/kind%3Agallery', 'main li a'],
  ['Sources', '#/sources', 'main article'],
  ['Add a newspaper', '#/add', 'main form'],
]) {
  test(`Tab reaches every control of ${place}, and the focus is always seen`, async () => {
    await window.reload(route)
    await window.find(drawn)
    const count = await window.run(CONTROLS)
    await window.run(`document.activeElement.blur(); window.visited = new Set()`)
    const unseen = []
    for (let step = 0; step < 2 * count + 20; step += 1) {
      await window.type(Key.TAB)
      const { again, shown, name } = await window.run(VISIT)
      if (!shown) unseen.push(name)
      if (again && (await window.run(`return window.visited.size`)) >= count) break
    }
    assert.deepEqual(unseen, [])
    const missed = await window.run(`return [...document.querySelectorAll('button, a[href], input, select')]
      .filter((control) => !control.disabled && control.tabIndex >= 0 && control.getClientRects().length > 0)
      .filter((control) => control.type !== 'radio' && !window.visited.has(control))
      .map((control) => control.getAttribute('aria-label') ?? control.innerText)`)
    assert.deepEqual(missed, [])
  })
}

test('a day is read without a mouse: places, stories, panes, keys', async () => {
  await window.reload('#/sources')
  await window.chord(Key.ALT, '1')
  await window.find('main h2 a .line')
  await window.type('j')
  const { tag, name } = await window.focused()
  assert.equal(tag, 'a')
  await window.type(Key.ENTER)
  await window.find('article h1')
  assert.equal(unspaced(await window.text('article h1')), unspaced(name))
  await window.type(Key.ESCAPE)
  await window.find('main h2 a .line')
  await window.chord(Key.CONTROL, Key.ARROW_LEFT)
  await window.says('23 November 2026', '.frame')
  await window.chord(Key.CONTROL, Key.ARROW_RIGHT)
  await window.says('24 November 2026', '.frame')
  const panes = new Set()
  for (let step = 0; step < 3; step += 1) {
    await window.type(Key.F6)
    panes.add(await window.run(`return document.activeElement.closest('[data-pane]')?.className ?? ''`))
  }
  assert.ok(panes.size >= 3, [...panes].join())
  await window.type('?')
  await window.find('dialog[open]')
  await window.type(Key.ESCAPE)
  await until(async () => (await window.all('dialog[open]')).length === 0, 'the list of keys is closed')
  await window.chord(Key.ALT, '3')
  await window.says('Papers', 'main h1')
  await window.chord(Key.ALT, '2')
  await until(async () => (await window.focused()).name === 'Search the archive', 'the search field has the focus')
})
