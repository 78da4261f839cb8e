import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { faults } from './axe.mjs'
import { openSample } from './sample.mjs'
import { until } from './wait.mjs'

let window, close

before(async () => {
  ;({ window, close } = await openSample())
})

after(() => close?.())

/** Stories of the page in sight, the first the one that leads it. */
const onPage = () =>
  window.run(`return [...document.querySelectorAll('.sheet article')].map(({ dataset }) => dataset.story)`)

const leads = (story) => until(async () => (await onPage())[0] === story, `${story} leads the front`)

/** Puts the focus on a story of the page. */
const focusOn = (story) => window.run(`document.querySelector('[data-item="' + arguments[0] + '"]').focus()`, story)

test('a story is pinned from its menu, leads the front, and undo takes it back', async () => {
  await window.find('main h2 a .line')
  const [lead, second] = await onPage()
  await focusOn(second)
  await window.chord(Key.SHIFT, Key.F10)
  await window.find('[role=menu]')
  assert.deepEqual(await faults(window), [])
  await window.type(Key.ARROW_DOWN, Key.ENTER)
  await window.says('Pinned to the front')
  await leads(second)
  await window.press('Undo')
  await leads(lead)
})

test('a story is left out by a key, is in the list of what was, and stays out until it is put back', async () => {
  const [lead] = await onPage()
  await focusOn(lead)
  await window.type(Key.DELETE)
  await window.says('Left out of the pages')
  await until(async () => !(await onPage()).includes(lead), 'it is gone from the front')
  await window.reload()
  await window.find('main h2 a .line')
  assert.ok(!(await onPage()).includes(lead))
  await window.press('Pinned and left out: 1')
  await window.says('Left out of the pages', '.tools')
  assert.deepEqual(await faults(window), [])
  await window.type(Key.TAB, Key.ENTER)
  await leads(lead)
})

test('in Urdu the menu opens too, and says what the story is', async () => {
  await window.type(Key.END)
  const urdu = await until(async () => {
    const found = await window.run(`return document.querySelector('.sheet article[lang=ur] [data-item]')?.dataset.item`)
    if (!found) await window.type(Key.PAGE_UP)
    return found
  }, 'a story in Urdu')
  await window.settle()
  await focusOn(urdu)
  await window.chord(Key.SHIFT, Key.F10)
  const menu = await window.find('[role=menu]')
  assert.match(await menu.getAttribute('aria-label'), /[\u0600-\u06ff]/)
  await window.type(Key.ESCAPE)
  assert.match((await window.focused()).name, /[\u0600-\u06ff]/, 'the story has the focus again')
})
