import metrics from '#fonts/metrics.json'

type Metrics = { family: string; weight: number; style: string; ascent: number; descent: number }

const FACES = metrics as Record<string, Metrics | undefined>
/** Behind each face: a letter that it has not is set as the engine sets it. */
const BEHIND = "'Broadsheet Text', 'Broadsheet Sans', 'Broadsheet Devanagari', 'Broadsheet Nastaliq', serif"

/** Gives the CSS shorthand of a face in a size of CSS pixels; its lines have no height of their own. */
export function fontOf(face: string, size: number): string {
  const { family, weight, style } = FACES[face] ?? { family: 'Broadsheet Text', weight: 400, style: 'normal' }
  return `${style} ${String(weight)} ${String(size)}px/0 '${family}', ${BEHIND}`
}

/** Gives how far the baseline of a line without height lies below its top, as browsers round it. */
export function baselineOf(face: string, size: number): number {
  const { ascent, descent } = FACES[face] ?? { ascent: 0.735, descent: -0.265 }
  return Math.floor((Math.round(ascent * size) - Math.round(-descent * size)) / 2)
}

/** Tells whether a face is drawn from outlines, because the webview cannot set it. */
export const isDrawn = (face: string) => FACES[face]?.family === 'Broadsheet Nastaliq'
