import assert from 'node:assert/strict'
import { open, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { sampleArchive } from './sample.mjs'
import { makeFolder, openWindow, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

let folder
const windows = []

beforeEach(async () => {
  folder = await makeFolder()
})

afterEach(async () => {
  for (const window of windows.splice(0)) await window.close()
  await removeFolder(folder)
})

async function openOn(archive) {
  const window = await openWindow(archive)
  windows.push(window)
  return window
}

test('a second window on the same archive reads, says why it cannot write, and writes once it may', async () => {
  const archive = join(folder, 'archive')
  await sampleArchive(archive)
  await openOn(archive)
  const second = await openOn(archive)
  await second.says(/Another program writes the archive in .+\. Close it or wait until it is done, then try again/)
  await second.pressLine('main h2 a .line')
  await second.find('article h1')
  const { refused } = await second.ask('remove_source', { source: await idOf(second), keepStories: false })
  assert.equal(refused.code, 'in-use')
  await windows.shift().close()
  await second.press('Try again')
  await until(async () => !(await second.text()).includes('Another program'), 'the line is gone')
  assert.equal((await second.ask('opened')).answer.writable, true)
})

const idOf = async (window) => (await window.ask('opened')).answer.sources[0].id

test('a folder that cannot be written is said in the window', async () => {
  // Below a file, where not even root can make a folder.
  const file = join(folder, 'file')
  await writeFile(file, '')
  const window = await openOn(join(file, 'archive'))
  await window.says(
    /cannot be read or written \(.+\)\.\s+Choose another folder for the archive, or make this one writable/,
  )
  await window.named('Try again')
})

test('an archive of a newer program is said in the window and not touched', async () => {
  const archive = join(folder, 'archive')
  await sampleArchive(archive)
  const database = join(archive, 'archive.db')
  // Where SQLite keeps the number of the schema.
  const file = await open(database, 'r+')
  await file.write(Buffer.from([0, 0, 99, 0]), 0, 4, 60)
  await file.close()
  const before = await readFile(database)
  const window = await openOn(archive)
  await window.says(/A newer Broadsheet made this archive .+\.\s+Update Broadsheet; the archive was not touched/)
  assert.ok(before.equals(await readFile(database)))
})
