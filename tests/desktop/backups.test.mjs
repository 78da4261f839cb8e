import assert from 'node:assert/strict'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Key } from 'selenium-webdriver'
import { sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

let folder, window
const archive = () => join(folder, 'archive')
const backups = () => join(folder, 'another disk')
const open = () => openWindow(archive(), { BROADSHEET_CONFIG: join(folder, 'settings.json') })
const made = async () => {
  const files = await readdir(join(backups(), 'snapshots'))
  return files.filter((name) => name.endsWith('.json')).length
}

before(async () => {
  folder = await makeFolder()
  await sampleArchive(archive())
  window = await open()
  await window.goTo('#/sources')
})

after(async () => {
  await window?.close()
  await removeFolder(folder)
})

async function nameFolder(path) {
  const field = await window.named('Folder')
  await field.click()
  await window.chord(Key.CONTROL, 'a')
  await window.type(path, Key.ENTER)
}

test('where nothing is set the window says what that means', async () => {
  await window.says('No backup is made.')
  const now = await window.named('Back up now')
  assert.equal(await now.isEnabled(), false)
})

test('a folder that is not named whole is refused with the reason', async () => {
  await nameFolder('disk/papers')
  await window.says('is not named whole', '[role=alert]')
})

test('a folder is set by keys alone, and the first backup is made at once', async () => {
  await nameFolder(backups())
  await window.says(/The last backup is of .* It was checked/)
  assert.equal(await made(), 1)
  await window.press('Back up now')
  await until(async () => (await made()) === 2, 'the second backup is made')
  await window.named('Back up now')
})

test('what was set holds after a restart, and nothing is made that is not due', async () => {
  await window.choose('Every week')
  await until(async () => (await window.ask('backups')).answer.schedule.every === 'week', 'every week is set')
  await window.close()
  window = await open()
  await window.goTo('#/sources')
  await window.says('The last backup is of')
  const { answer } = await window.ask('backups')
  assert.deepEqual(answer.schedule, {
    folder: backups(),
    every: 'week',
    keep: 10,
  })
  assert.equal(await made(), 2)
})

test('a backup that fails is told, with what to do', async () => {
  await rm(backups(), { recursive: true })
  await writeFile(backups(), '')
  await window.press('Back up now')
  await window.says('cannot be written')
  await rm(backups())
  await window.press('Try again')
  await until(async () => (await made().catch(() => 0)) === 1, 'it is made')
})

test('the archive moves to another folder and is open there, and the old one goes when the reader says so', async () => {
  const field = await window.named('New folder of the archive')
  await field.click()
  await window.type(join(folder, 'elsewhere'), Key.ENTER)
  await window.says('All of it is here and was checked.')
  const { answer } = await window.ask('opened')
  assert.deepEqual([answer.archive, answer.writable], [join(folder, 'elsewhere'), true])
  assert.equal((await readdir(archive())).includes('archive.db'), true)
  assert.equal((await window.ask('backups')).answer.schedule.every, 'week', 'its backups go on')
  await window.press('Remove the old one for good')
  await until(async () => (await readdir(archive()).catch(() => null)) === null, 'the old one is gone')
  await window.goTo('#/')
  await window.find('main article')
})
