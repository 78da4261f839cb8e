/** A real WordPress newspaper for a run of the tests, and archives that hold two days of it. */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { program } from './session.mjs'

const run = promisify(execFile)
const scripts = resolve(import.meta.dirname, '../wordpress')

/** The newest day that the newspaper printed, and the day before. */
export const DAYS = ['2026-11-20', '2026-11-19']

// Under `node --test` each file is a process of its own; they share what their runner owns.
const owner = process.env.NODE_TEST_CONTEXT ? process.ppid : process.pid
const folder = join(tmpdir(), `broadsheet-newspaper-${owner}`)
const site = join(folder, 'site')
const filled = join(folder, 'archive')
const environment = { ...process.env, BROADSHEET_WP: site }

/** Gives the newspaper: its address, and the manifest that says what is in it. Starts it where it does not run. */
export async function newspaper() {
  if (!existsSync(folder)) {
    await mkdir(folder)
    endWithOwner()
  }
  const known = existsSync(join(site, 'manifest.json'))
  const { stdout } = await run(join(scripts, 'start'), { env: environment })
  if (!known || !existsSync(join(site, 'manifest.json'))) {
    const size = ['--days', '2', '--per-day', '60', '--photos', '60', '--until', DAYS[0]]
    await run(join(scripts, 'seed'), size, { env: environment })
  }
  return { url: stdout.trim(), ...JSON.parse(await readFile(join(site, 'manifest.json'), 'utf8')) }
}

/** Takes the newspaper off the net, as if its site were gone. */
export async function stopNewspaper() {
  await run(join(scripts, 'stop'), { env: environment })
}

/** Puts an archive of both days into a folder, and gives the manifest of what was fetched. */
export async function fillArchive(into) {
  if (!existsSync(filled)) await harvest()
  await cp(filled, into, { recursive: true })
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
}

async function harvest() {
  const { url } = await newspaper()
  const broadsheet = (...words) => run(program.line, ['--archive', filled, ...words])
  await broadsheet('source', 'add', url, '--yes', '--allow-private')
  await broadsheet('fetch', '--since', DAYS[1], '--until', DAYS[0], '--delay-ms', '0')
  await cp(join(site, 'manifest.json'), join(folder, 'manifest.json'))
}

/** Stops the newspaper and removes the folder when whoever owns it is gone, however that came about. */
function endWithOwner() {
  const script = 'tail --pid="$0" -f /dev/null; "$1"; rm -rf "$2"'
  const words = ['-c', script, String(owner), join(scripts, 'stop'), folder]
  spawn('sh', words, { detached: true, stdio: 'ignore', env: environment }).unref()
}

/** Folds a text to its letters and figures, because WordPress sets other quotes, dashes and spaces. */
export const folded = (text) => text.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
