import type { Figure } from '#bindings/Figure.ts'
import { photoUrl, type PhotoWidth } from '#backend/api.ts'
import { USUAL_SHAPE, shapeOf } from '#kit/crop.ts'

/** A picture as the window draws it. */
export type Drawn = {
  /** Its address, or null while its bytes are not stored. */
  source: string | null
  /** Width by height; the usual shape while its own is not known. */
  shape: number
  alt: string
}

/** Gives what is needed to draw a figure in a given width of pixels; without one, in its original. */
export function drawn(figure: Figure, width?: PhotoWidth): Drawn {
  return {
    source: figure.photo === null ? null : photoUrl(figure.photo, width),
    shape: shapeOf(figure.width, figure.height) ?? USUAL_SHAPE,
    alt: figure.alt || figure.cutline,
  }
}

/** Cuts the lead-in off a cutline: its first sentence or name, if that is of two to four words. */
export function leadIn(cutline: string): [string, string] {
  const match = /^(\S+(?: \S+){1,3}?[.:])(\s.+)$/u.exec(cutline)
  return match ? [match[1] ?? '', match[2] ?? ''] : ['', cutline]
}
