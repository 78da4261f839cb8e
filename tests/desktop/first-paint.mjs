/**
 * How long it takes from starting the program until ink is on the screen, against an empty Tauri window:
 * `node first-paint.mjs [RUNS]`, both built with the same profile:
 * `cargo build -p broadsheet-desktop --features custom-protocol --bins --examples`.
 * They are started in turn on a screen of its own, on an archive that is filled; medians are printed.
 */
import { spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fillArchive } from './newspaper.mjs'
import { makeFolder, program, removeFolder } from './session.mjs'
import { until } from './wait.mjs'

const runs = Number(process.argv[2] ?? 7)
const WIDTH = 1440
const HEIGHT = 900
/** Rows of pixels between two that are looked at. */
const EVERY = 9
const DARK = 90
/** Share of the screen that is ink as soon as there are words, and once there is a story. */
const WORDS = 0.0005
const STORY = 0.006

/** A screen whose pixels can be read from a file while it is drawn. */
async function openScreen(folder) {
  const size = ['-screen', '0', `${WIDTH}x${HEIGHT}x24`]
  const server = spawn('Xvfb', ['-displayfd', '1', '-fbdir', folder, ...size, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const display = `:${String(await new Promise((done) => server.stdout.once('data', done))).trim()}`
  const manager = spawn('openbox', ['--startup', 'echo ready'], {
    env: { ...process.env, DISPLAY: display },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise((done) => manager.stdout.once('data', done))
  const file = openSync(join(folder, 'Xvfb_screen0'), 'r')
  return {
    display,
    look: () => look(file),
    close: () => [manager, server].forEach((it) => it.kill()) && closeSync(file),
  }
}

/** Shares of the screen that are dark: of all of it, and of where the stories stand. */
function look(file) {
  const row = Buffer.alloc(WIDTH * 4)
  const start = fstatSync(file).size - WIDTH * HEIGHT * 4
  const seen = { all: 0, dark: 0, stories: 0, storiesDark: 0 }
  for (let y = 0; y < HEIGHT; y += EVERY) {
    readSync(file, row, 0, row.length, start + y * row.length)
    for (let x = 0; x < WIDTH; x += 1) {
      const isDark = row[4 * x] + row[4 * x + 1] + row[4 * x + 2] < 3 * DARK
      const isStory = x > 300 && y > 240 && y < 840
      seen.all += 1
      seen.dark += isDark
      seen.stories += isStory
      seen.storiesDark += isStory && isDark
    }
  }
  return { dark: seen.dark / seen.all, stories: seen.storiesDark / seen.stories }
}

/** Starts a program; milliseconds until there is ink, and until there is a story. */
async function start(binary, screen, environment) {
  const begun = performance.now()
  const child = spawn(binary, [], { env: { ...process.env, ...environment, DISPLAY: screen.display }, stdio: 'ignore' })
  const over = new Promise((done) => child.once('close', done))
  const taken = { words: 0, story: 0 }
  try {
    await until(() => {
      const { dark, stories } = screen.look()
      // Without a window the screen is black.
      if (dark > 0.5) return false
      if (dark > WORDS) taken.words ||= performance.now() - begun
      if (stories > STORY) taken.story = performance.now() - begun
      return taken.story > 0
    }, `${binary} paints`)
  } finally {
    child.kill()
    await over
  }
  await until(() => screen.look().dark > 0.9, 'the window is gone')
  return taken
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1]
const shown = (numbers) =>
  `${median(numbers).toFixed(0)} ms (${Math.min(...numbers).toFixed(0)} to ${Math.max(...numbers).toFixed(0)})`

const folder = await makeFolder()
await fillArchive(join(folder, 'archive'))
const home = join(folder, 'home')
await mkdir(home)
const environment = { BROADSHEET_ARCHIVE: join(folder, 'archive'), HOME: home, GDK_BACKEND: 'x11' }
for (const name of ['CACHE', 'CONFIG', 'DATA', 'STATE']) environment[`XDG_${name}_HOME`] = join(home, name)
const screen = await openScreen(folder)
const binaries = { empty: join(dirname(program.desktop), 'examples/empty_window'), program: program.desktop }
const taken = { empty: [], program: [], story: [] }
try {
  // The first start of each fills the caches and is not counted.
  for (let round = 0; round <= runs; round += 1) {
    const empty = await start(binaries.empty, screen, environment)
    const full = await start(binaries.program, screen, environment)
    if (round === 0) continue
    taken.empty.push(empty.words)
    taken.program.push(full.words)
    taken.story.push(full.story)
  }
} finally {
  screen.close()
  await removeFolder(folder)
}
console.log(`${runs} starts of each, in turn; median (from, to)`)
console.log(`empty window, first ink   ${shown(taken.empty)}`)
console.log(`program, first ink        ${shown(taken.program)}`)
console.log(`program, first story      ${shown(taken.story)}`)
console.log(`first ink after the empty window's: ${(median(taken.program) - median(taken.empty)).toFixed(0)} ms`)
