/** Shapes of pictures as width divided by height. */

/** The most that is cut off a picture in one direction, as a share of it. */
const MOST_CUT = 0.2

/** The shape that is assumed while a picture's own is not known. */
export const USUAL_SHAPE = 1.5

/** Gives a picture's shape from its size in pixels, or null where it is not known. */
export function shapeOf(width: number | null, height: number | null): number | null {
  return width && height ? width / height : null
}

/** Gives the shape in which a picture is shown: between two bounds, unless that would cut off more than a fifth. */
export function modestCrop(shape: number, narrowest: number, widest: number): number {
  const wanted = Math.min(Math.max(shape, narrowest), widest)
  return Math.min(Math.max(wanted, shape * (1 - MOST_CUT)), shape / (1 - MOST_CUT))
}
