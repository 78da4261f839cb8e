/** The real window, driven through its own webview by WebKitWebDriver. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Builder, Capabilities } from 'selenium-webdriver'
import { until } from './wait.mjs'
import { Window } from './window.mjs'

const root = resolve(import.meta.dirname, '../..')

/** Where a program of ours is: named by xtask, or where Cargo puts it. */
export const program = {
  desktop: process.env.BROADSHEET_DESKTOP ?? join(root, 'target/debug/broadsheet-desktop'),
  line: process.env.BROADSHEET ?? join(root, 'target/debug/broadsheet'),
}

/** Makes an empty folder of a test's own. */
export const makeFolder = () => mkdtemp(join(tmpdir(), 'broadsheet-window-'))

/** Removes it; what the program was still writing there is waited for. */
export const removeFolder = (folder) => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })

/** Gives a port on which nothing listens. */
export function freePort() {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })
}

/** Opens the window on an archive; `environment` adds to what the program sees. */
export async function openWindow(archive, environment = {}) {
  if (!process.env.DISPLAY) throw new Error('there is no screen: run this by `cargo xtask test --window`')
  if (!existsSync(program.desktop)) throw new Error(`${program.desktop} is not built yet`)
  const webdriver = await startDriver({ ...environment, BROADSHEET_ARCHIVE: archive })
  try {
    const wanted = new Capabilities()
    wanted.setBrowserName('wry')
    wanted.set('webkitgtk:browserOptions', { binary: program.desktop, args: [] })
    const driver = await new Builder().usingServer(webdriver.address).withCapabilities(wanted).build()
    const window = new Window(driver, webdriver)
    await window.isReady()
    return window
  } catch (reason) {
    const said = webdriver.log()
    await webdriver.end()
    throw new Error(`the window did not open: ${said}`, { cause: reason })
  }
}

async function startDriver(environment) {
  const home = await makeFolder()
  const port = await freePort()
  const log = openSync(join(home, 'log'), 'a')
  const child = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, ...(await folders(home)), ...environment, TAURI_WEBVIEW_AUTOMATION: 'true' },
    stdio: ['ignore', log, log],
  })
  const over = new Promise((done) => child.once('close', done))
  const webdriver = {
    address: `http://127.0.0.1:${port}/`,
    log: () => readFileSync(join(home, 'log'), 'utf8'),
    /** Process id of the program that it started. */
    program: () => Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ')[0]),
    /** Ends the program, which lets go of its archive, and the driver. */
    end: async () => {
      const started = webdriver.program()
      if (started !== 0) {
        process.kill(started, 'SIGKILL')
        await until(() => webdriver.program() === 0, 'the program ends')
      }
      child.kill()
      await over
      closeSync(log)
      await removeFolder(home)
    },
  }
  await until(() => answers(`${webdriver.address}status`), 'WebKitWebDriver answers')
  return webdriver
}

const answers = (address) =>
  fetch(address)
    .then(({ ok }) => ok)
    .catch(() => false)

/** Empty folders in place of the person's own. */
async function folders(home) {
  const named = ['cache', 'config', 'data', 'state'].map((name) => [`XDG_${name.toUpperCase()}_HOME`, join(home, name)])
  for (const [, folder] of named) await mkdir(folder)
  return Object.fromEntries(named)
}
