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

/** The first letters of the page's text, in the order of reading. */
const BEGINNING = `return [...document.querySelectorAll('.sheet article p .line')]
  .map((line) => line.textContent.replace(/\\s/g, ''))
  .filter((letters) => letters.length > 15)[1].slice(0, 14)`

/** Letters of the pages in sight, and of the line that is marked, once the window has made pages of its size. */
const LAID = `const sheet = document.querySelector('.sheet')
  const table = document.querySelector('.table')
  const marked = CSS.highlights.get('place')
  if (!sheet || !marked || Math.abs(sheet.offsetHeight - table.clientHeight) > 1) return null
  return { page: document.querySelector('.spread').textContent, marked: [...marked].join('') }`

/** Takes the mark away: the next one tells that pages were made. */
const UNMARK = `CSS.highlights.delete('place')`

const told = async () => (await window.text('.status')).match(/Pages? [\d and]+ of \d+/)?.[0]

/** Sizes of the window and steps of the text; the last ones undo the first. */
const CHANGES = [
  { width: 1180, height: 760 },
  { step: '+' },
  { width: 1024, height: 700 },
  { step: '+' },
  { width: 700, height: 900 },
  { step: '-' },
  { step: '-' },
  { width: 1440, height: 900 },
]

async function change({ width, height, step }) {
  await window.run(UNMARK)
  if (step) await window.chord(Key.CONTROL, step)
  else await window.driver.manage().window().setRect({ x: 0, y: 0, width, height })
  return until(() => window.run(LAID), 'the pages are made anew and the line is marked')
}

async function staysInPlace() {
  const begun = await told()
  const letters = await window.run(BEGINNING)
  for (const one of CHANGES) {
    const laid = await change(one)
    const said = JSON.stringify(one)
    assert.ok(unspaced(laid.page).includes(letters), `${letters} is on the page after ${said}`)
    assert.ok(unspaced(laid.marked).length > 0, said)
  }
  await until(async () => (await told()) === begun, `${begun} again`)
  await until(() => window.run(`return !CSS.highlights.has('place')`), 'the mark goes')
}

test('the page that is read is kept over sizes of window and text, there and back', async () => {
  await window.find('main h2 a .line')
  await window.type(Key.PAGE_DOWN, Key.PAGE_DOWN, Key.PAGE_DOWN)
  await until(async () => (await told())?.startsWith('Page 4 '), 'page 4')
  await window.settle()
  await staysInPlace()
})

test('so it is in Urdu, whose pages have another grid', async () => {
  await window.type(Key.END)
  const isUrdu = `return document.querySelector('.sheet article[lang=ur] p .line') !== null`
  await until(async () => {
    if (await window.run(isUrdu)) return true
    await window.type(Key.PAGE_UP)
    return false
  }, 'a page in Urdu')
  await window.settle()
  await staysInPlace()
})
