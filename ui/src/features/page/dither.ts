/** Pixels of a picture, as a canvas has them. */
type Pixels = { data: Uint8ClampedArray; width: number; height: number }

const GAMMA = 0.8
const CONTRAST = 1.25
/** Where Atkinson gives an eighth of what a pixel was wrong: so many pixels on, so many rows down. */
const NEIGHBOURS = [
  [1, 0],
  [2, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
  [0, 2],
] as const

/** Makes each pixel black or white, in Atkinson's way: a quarter of the error is dropped, so lights stay clean. */
export function dither({ data, width, height }: Pixels): void {
  const grey = new Float32Array(width * height)
  for (let at = 0; at < grey.length; at += 1) {
    const [red, green, blue] = [data[4 * at] ?? 0, data[4 * at + 1] ?? 0, data[4 * at + 2] ?? 0]
    const light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    grey[at] = (light ** GAMMA - 0.5) * CONTRAST + 0.5
  }
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x
      const old = grey[at] ?? 0
      const now = old < 0.5 ? 0 : 1
      data.fill(255 * now, 4 * at, 4 * at + 3)
      data[4 * at + 3] = 255
      for (const [right, down] of NEIGHBOURS) {
        const [column, row] = [x + right, y + down]
        if (column < 0 || column >= width || row >= height) continue
        grey[row * width + column] = (grey[row * width + column] ?? 0) + (old - now) / 8
      }
    }
  }
}
