/** What a screen reader or a reader with weak eyes would stumble over. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a window that is serious or critical, in words. */
export async function faults(window) {
  await window.run(await axe)
  // A colour on its way from one theme to the other is neither.
  await window.settle()
  const { violations } = await window.driver.executeAsyncScript(`const done = arguments[0]
    axe.run(document, { resultTypes: ['violations'] }).then(done, (reason) => done({ violations: [{ id: String(reason), nodes: [] }] }))`)
  return violations
    .filter(({ impact }) => impact === undefined || ['serious', 'critical'].includes(impact))
    .flatMap(({ id, help, nodes }) => [`${id}: ${help}`, ...nodes.map(({ html }) => `  ${html.slice(0, 160)}`)])
}
