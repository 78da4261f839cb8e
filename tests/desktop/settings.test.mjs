import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

let folder, window
const archive = () => join(folder, 'archive')

before(async () => {
  folder = await makeFolder()
  await sampleArchive(archive())
  window = await openWindow(archive())
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

const look = () =>
  window.run(`const { backgroundColor } = getComputedStyle(document.querySelector('main'))
  return { theme: document.documentElement.dataset.theme, paper: backgroundColor }`)

test('the window begins on newsprint where the system is light', async () => {
  assert.deepEqual(await look(), { theme: 'newsprint', paper: 'rgb(251, 248, 241)' })
})

for (const [name, expected] of [
  ['Night', { theme: 'night', paper: 'rgb(28, 26, 23)' }],
  ['E-ink', { theme: 'eink', paper: 'rgb(255, 255, 255)' }],
]) {
  test(`${name} is on at once and after a restart`, async () => {
    await window.press('Type and colours')
    await window.choose(name)
    await until(async () => (await look()).theme === expected.theme, `${name} is on`)
    assert.deepEqual(await look(), expected)
    await window.close()
    window = await openWindow(archive())
    await until(async () => (await look()).theme === expected.theme, `${name} is on after a restart`)
    assert.deepEqual(await look(), expected)
  })
}

test('the size of text is kept too, and text grows by it', async () => {
  // Most lines are text; which stands first, a deck or a byline, is for the page to say.
  const size = () =>
    window.run(`
      const lines = [...document.querySelectorAll('main article p .line')]
      const sizes = lines.map((line) => parseFloat(getComputedStyle(line).fontSize)).sort((a, b) => a - b)
      return sizes[Math.floor(sizes.length / 2)]`)
  await window.find('main article p .line')
  const usual = await size()
  await window.chord(Key.CONTROL, '+')
  await window.chord(Key.CONTROL, '+')
  await until(async () => (await size()) > usual * 1.08, 'text is larger')
  const { answer } = await window.ask('opened')
  assert.equal(answer.settings.text_size, 118)
  await window.close()
  window = await openWindow(archive())
  await window.find('main article p .line')
  await until(async () => (await size()) > usual * 1.08, 'text is larger after a restart')
})
