import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { openSample } from './sample.mjs'
import { until } from './wait.mjs'

let window, close

before(async () => {
  ;({ window, close } = await openSample())
})

after(() => close?.())

const page = async () => {
  const [, number, count] = (await window.text('.status')).match(/Page (\d+) of (\d+)/) ?? []
  return { number: Number(number), count: Number(count) }
}

const isOnPage = (number) => until(async () => (await page()).number === number, `page ${number} is shown`)

/** Lines that leave the page, and by how much the lines of justified columns differ at their ends, in pixels. */
const LINES = `const { right, bottom } = document.querySelector('main').getBoundingClientRect()
  const lines = [...document.querySelectorAll('main article p .line')].map((line) => line.getBoundingClientRect())
  const ends = new Map()
  for (const line of lines) {
    const column = Math.round(line.left)
    ends.set(column, [...(ends.get(column) ?? []), line.right])
  }
  const most = [...ends.values()].filter((column) => column.length > 8)
  const spread = most.map((column) => {
    const end = column.toSorted((one, other) => one - other)[Math.floor(column.length / 2)]
    return Math.max(...column.filter((right) => Math.abs(right - end) < 6).map((right) => Math.abs(right - end)))
  })
  return { count: lines.length, outside: lines.filter((line) => line.right > right + 1 || line.bottom > bottom + 1).length,
    spread: Math.max(...spread) }`

test('the day opens as a page that fills the window and is as wide as it was set', async () => {
  await window.find('main h2 a .line')
  await window.picturesPainted()
  const { count } = await page()
  assert.ok(count > 10, `${count} pages`)
  // The faces have come by now, and with them the last correction of widths.
  await until(async () => (await window.run(LINES)).spread <= 0.5, 'the columns are flush')
  const lines = await window.run(LINES)
  assert.equal(lines.outside, 0)
  assert.ok(lines.count > 40, `${lines.count} lines`)
  const scrolls = await window.run(`const main = document.querySelector('main')
    return main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth`)
  assert.equal(scrolls, false)
})

test('pages are turned by keys, and the first and the last are a key away', async () => {
  await window.type(Key.PAGE_DOWN)
  await isOnPage(2)
  await window.type(Key.ARROW_RIGHT)
  await isOnPage(3)
  await window.type(Key.PAGE_UP)
  await isOnPage(2)
  await window.type(Key.END)
  await isOnPage((await page()).count)
  await window.type(Key.HOME)
  await isOnPage(1)
})

test('a jump line leads to the rest of its story and back', async () => {
  // The page that was turned is still in its place until its turn has ended.
  await window.settle()
  const jump = await window.find('main article a.line[href^="#page-"]')
  const to = Number((await jump.getAttribute('href')).match(/#page-(\d+)/)[1])
  assert.ok(to > 1)
  await window.pressLine('main article a.line[href^="#page-"]')
  await isOnPage(to)
  await window.type(Key.HOME)
  await isOnPage(1)
})

test('larger text makes the paper up again, and the reader stays at the same story', async () => {
  await window.type(Key.PAGE_DOWN, Key.PAGE_DOWN, Key.PAGE_DOWN)
  await isOnPage(4)
  const { count } = await page()
  const story = await window.run(`return document.querySelector('main article[data-story]').dataset.story`)
  for (let step = 0; step < 5; step += 1) await window.chord(Key.CONTROL, '+')
  await until(async () => (await page()).count > count, 'the paper has more pages')
  const shown = await window.run(
    `return [...document.querySelectorAll('main [data-story]')].map((it) => it.dataset.story)`,
  )
  assert.ok(shown.includes(story), `${story} is among ${shown.join()}`)
  await window.chord(Key.CONTROL, '0')
  await until(async () => (await page()).count === count, 'the paper is as it was')
})

test('what is copied has no hyphens of line ends', async () => {
  await window.type(Key.HOME)
  await isOnPage(1)
  const copied = await window.run(`const broken = document.querySelector('main article p .line.hyphen')
    const paragraph = broken.parentElement
    const range = document.createRange()
    range.selectNodeContents(paragraph)
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    const data = new DataTransfer()
    document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    getSelection().removeAllRanges()
    return { text: data.getData('text/plain'), broken: broken.innerText }`)
  assert.doesNotMatch(copied.text, /-\s/)
  assert.ok(!copied.text.includes('\n'), copied.text)
  assert.ok(copied.text.length > copied.broken.length)
})

test('words are found on whatever page they stand', async () => {
  await window.chord(Key.CONTROL, 'f')
  await window.type('Cricket')
  await window.says(/\d+ of \d+/, 'main')
  await until(async () => (await page()).number > 1, 'the page of the first hit is shown')
  await window.type(Key.ESCAPE)
})
