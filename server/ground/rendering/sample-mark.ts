import type { DrawnPage } from './draw-page.ts'

/** 样张 SAMPLE in outlines of Noto Sans SC, so that no font need be there: of each letter its place and its path, an em of 100, upwards. */
const LETTERS: readonly (readonly [x: number, path: string])[] = [
  [
    0,
    'M0 0m39.9 65.5h53.6v-8.7h-53.6v8.7Zm3.1 -20.7h47.4v-8.6h-47.4v8.6Zm-6.4 -20.9h58.7v-8.8h-58.7v8.8Zm25.3 38.3h9.5v-70.5h-9.5v70.5Zm-18.2 18.8l8.4 3.1q2.6 -3.7 5 -8.1q2.4 -4.4 3.5 -7.6l-8.9 -3.5q-1 3.2 -3.2 7.8q-2.2 4.6 -4.7 8.3Zm37.3 3.8l9.6 -3.1q-2.6 -5.7 -5.6 -11.5q-3 -5.7 -5.7 -9.8l-8.1 2.9q1.8 2.9 3.6 6.6q1.9 3.7 3.5 7.7q1.6 3.9 2.7 7.3Zm-76 -19.4h31.4v-8.8h-31.4v8.8Zm12.2 19h9v-92.7h-9v92.7Zm0.8 -25.1l5.3 -2q-1.1 -6.1 -2.7 -12.6q-1.6 -6.5 -3.6 -12.8q-2.1 -6.2 -4.5 -11.6q-2.4 -5.4 -5 -9.2q-0.4 1.3 -1.2 3.1q-0.8 1.8 -1.7 3.4q-0.9 1.6 -1.8 2.9q2.5 3.3 4.8 7.8q2.3 4.6 4.3 9.9q2 5.3 3.6 10.8q1.6 5.5 2.6 10.5Zm7.7 -5.9q0.9 -1.1 2.6 -3.7q1.8 -2.6 3.8 -5.7q2 -3 3.8 -5.6q1.8 -2.6 2.3 -3.7l-5.7 -6.9q-0.8 2.1 -2.3 5.1q-1.5 3 -3.2 6.3q-1.7 3.2 -3.2 6q-1.5 2.9 -2.6 4.5l4.5 3.6Z',
  ],
  [
    100,
    'M0 0m27.6 34.5h9.5q0 0 -0.1 -1.3q0 -1.4 -0.1 -2.3q-0.6 -11.5 -1.3 -18.6q-0.7 -7.1 -1.6 -11q-0.9 -3.9 -2.5 -5.5q-1.5 -1.7 -3.2 -2.3q-1.7 -0.7 -4.2 -0.9q-2 -0.2 -5.5 -0.2q-3.5 0 -7.3 0.2q-0.1 1.9 -0.9 4.3q-0.8 2.4 -2 4.1q3.7 -0.3 6.9 -0.4q3.2 -0.1 4.6 -0.1q1.2 0 2.1 0.3q0.9 0.3 1.5 0.8q1 1.1 1.8 4.5q0.8 3.4 1.4 10q0.6 6.6 1 17.3v1.4Zm-16.5 24.1h8.7q-0.4 -5.3 -0.9 -11.3q-0.5 -6 -1.1 -11.5q-0.6 -5.5 -1.2 -9.6h-8.8q0.7 4.2 1.3 9.8q0.6 5.6 1.2 11.5q0.6 6 0.8 11.2Zm2.9 -24.1h16.1v-8.5h-17.2l1.1 8.5Zm0.3 24.1h13.1v13.8h-18.9v8.7h28v-31.4h-22.2v8.9Zm23.5 -12.1h58.2v-9h-58.2v9Zm45.9 33.6l9.3 -2.6q-3 -5.5 -7.1 -10.8q-4.1 -5.3 -8.8 -9.9q-4.7 -4.6 -9.5 -8q-0.7 0.8 -2 2q-1.3 1.3 -2.7 2.5q-1.4 1.2 -2.5 1.9q7 4.5 13.2 11q6.2 6.6 10.1 13.8Zm-9.8 -39.1q2 -8.7 5.3 -16.4q3.3 -7.7 7.9 -14q4.7 -6.2 10.8 -9.9q-1.7 -1.3 -3.6 -3.6q-1.8 -2.2 -2.9 -4q-6.6 4.5 -11.6 11.5q-5 7 -8.5 15.8q-3.5 8.8 -5.8 18.8l8.4 1.8Zm-26.8 -49.9l-0.9 8.5l3.2 3.4l21.7 8.2q0 -1.3 0.1 -3q0.1 -1.7 0.2 -3.2q0.1 -1.6 0.3 -2.7q-7.4 -3.1 -11.9 -5q-4.5 -1.9 -7 -3q-2.5 -1.2 -3.7 -1.8q-1.2 -0.7 -1.9 -1.3Zq-0.3 1.2 -1 2.7q-0.7 1.5 -1.4 3q-0.7 1.4 -1.5 2.4q1.5 0.8 3.1 2.5q1.6 1.7 1.6 4.8v76.1h9.4v-83.1q0 0 -1 -0.5q-1.1 -0.5 -2.6 -1.4q-1.5 -0.9 -3 -2q-1.5 -1.1 -2.6 -2.2q-1 -1.1 -1 -2.2Z',
  ],
  [
    223,
    'M0 0m30.7 -1.4q-7.6 0 -14.3 2.9q-6.7 2.9 -11.8 8l6.8 8q4 -3.9 9.2 -6.3q5.1 -2.4 10.5 -2.4q6.6 0 10.2 2.9q3.5 2.9 3.5 7.5q0 3.4 -1.5 5.4q-1.5 2.1 -4.2 3.5q-2.6 1.4 -6 2.9l-10.2 4.4q-3.6 1.5 -7.1 4q-3.4 2.4 -5.7 6.2q-2.2 3.8 -2.2 9.2q0 5.8 3.1 10.4q3.1 4.6 8.6 7.3q5.5 2.7 12.5 2.7q6.5 0 12.3 -2.5q5.8 -2.5 9.9 -6.8l-5.9 -7.4q-3.5 3.1 -7.4 4.9q-4 1.8 -8.9 1.8q-5.7 0 -9 -2.5q-3.3 -2.6 -3.3 -6.9q0 -3.2 1.7 -5.2q1.7 -2 4.5 -3.4q2.8 -1.4 5.6 -2.6l10.1 -4.3q4.4 -1.8 7.8 -4.4q3.4 -2.6 5.3 -6.3q1.9 -3.7 1.9 -9.2q0 -5.9 -3.1 -10.7q-3.1 -4.9 -8.9 -7.8q-5.8 -2.9 -13.9 -2.9Z',
  ],
  [
    283,
    'M0 0l24.4 73.7h13.4l24.4 -73.7h-12.3l-11.9 40q-1.8 6 -3.5 12.2q-1.7 6.1 -3.4 12.3h-0.4q-1.6 -6.3 -3.4 -12.4q-1.7 -6.1 -3.5 -12.1l-11.9 -40h-11.9Zm13.8 20.9v9.2h34.4v-9.2h-34.4Z',
  ],
  [
    346,
    'M0 0m9.7 0v73.7h13.4l13.4 -37.3q1.3 -3.6 2.5 -7.4q1.2 -3.7 2.4 -7.5h0.5q1.3 3.7 2.5 7.5q1.1 3.7 2.3 7.4l13.2 37.3h13.5v-73.7h-10.8v36.4q0 3.3 0.3 7.3q0.3 4 0.6 8.1q0.3 4.1 0.8 7.4h-0.5l-5.9 -17l-12.8 -35.1h-7.2l-12.9 35.1l-5.9 17h-0.4q0.4 -3.3 0.8 -7.4q0.4 -4.1 0.6 -8.1q0.3 -4 0.3 -7.3v-36.4h-10.5Z',
  ],
  [
    429,
    'M0 0m9.7 0v73.7h22.3q8.3 0 14.6 -2.2q6.3 -2.2 9.9 -7q3.7 -4.9 3.7 -13.3q0 -8 -3.6 -13.1q-3.6 -5.2 -9.9 -7.7q-6.2 -2.6 -14.3 -2.6h-11.1v-27.9h-11.6Zm11.6 37.3h10.1q8.7 0 13 3.4q4.3 3.4 4.3 10.6q0 7.4 -4.5 10.2q-4.5 2.8 -13.3 2.8h-9.6v-27Z',
  ],
  [493, 'M0 0m9.7 0v73.7h11.6v-63.8h31.2v-9.9h-42.8Z'],
  [549, 'M0 0m9.7 0v73.7h43.5v-9.8h-31.9v-20.5h27v-9.8h-27v-23.7h33v-9.9h-44.6Z'],
]
const WIDTH = 609
const CAP = 73

/** The words stand so often across and down a page that no cut of it is without them. */
const ACROSS = 2
const ROWS = 7
const TILT = -Math.PI / 7
/** So much of its darkness red keeps: no copy of it passes for a seal that was stamped. */
const PALE = 0.4

/**
 * Makes a drawn page useless as paper: what is red on it, as a seal is, turns a pale grey, whatever its template does, and the words 样张 SAMPLE lie
 * all over it.
 */
export function markAsSample({ context, width, height }: DrawnPage): void {
  const letters = LETTERS.map(([x, path]) => ({ x, outline: outlineOf(path) }))
  const picture = context.getImageData(0, 0, width, height)
  const { data } = picture
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]]
    if (red - Math.max(green, blue) < 24) continue
    const grey = 255 - Math.round((255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * PALE)
    data[at] = grey
    data[at + 1] = grey
    data[at + 2] = grey
  }
  context.putImageData(picture, 0, 0)
  const scale = (width / ACROSS / WIDTH) * 0.72
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < ACROSS; column++) {
      context.save()
      context.translate((width * (column + 0.5)) / ACROSS, (height * (row + 0.5)) / ROWS)
      context.rotate(TILT)
      context.scale(scale, -scale)
      context.translate(-WIDTH / 2, -CAP / 2)
      context.fillStyle = 'rgba(20, 80, 170, 0.2)'
      for (const { x, outline } of letters) {
        context.save()
        context.translate(x, 0)
        context.fill(outline)
        context.restore()
      }
      context.restore()
    }
}

/** pdf.js puts this class of the browsers there when it is loaded. */
function outlineOf(path: string): object {
  const { Path2D } = globalThis as { Path2D?: new (path: string) => object }
  if (!Path2D) throw new Error('pdf.js has brought nothing to draw with')
  return new Path2D(path)
}
