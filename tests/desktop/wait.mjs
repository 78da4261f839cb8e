/** Waiting for a state, never for a time. */

/** How long anything may take before a test fails, in milliseconds. */
export const PATIENCE = 20_000
/** How often a state that is waited for is looked at, in milliseconds. */
const LOOK_EVERY = 40

/** Waits until something is so and gives it; says in one sentence what it waited for in vain. */
export async function until(look, what, patience = PATIENCE) {
  const begun = performance.now()
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (performance.now() - begun > patience) throw new Error(`waited ${patience / 1000} s in vain: ${what}`)
    await new Promise((done) => setTimeout(done, LOOK_EVERY))
  }
}
