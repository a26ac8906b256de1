/** A point in a box one wide and 1.4 high, x to the right, y down. */
export type Point = readonly [x: number, y: number]

/** A line through points: `curved` ones are drawn smooth. */
interface Stroke {
  readonly curved: boolean
  readonly points: readonly Point[]
}

const curve = (...points: Point[]): Stroke => ({ curved: true, points })
const line = (...points: Point[]): Stroke => ({ curved: false, points })

/** The ten digits as a pen would write them. */
const DIGITS: readonly (readonly Stroke[])[] = [
  [
    curve(
      ...([
        [0.34, 0.1],
        [0.12, 0.45],
        [0.12, 0.95],
        [0.36, 1.34],
        [0.68, 1.32],
      ] as const),
      ...([
        [0.9, 0.92],
        [0.88, 0.42],
        [0.64, 0.06],
        [0.34, 0.1],
        [0.24, 0.22],
      ] as const),
    ),
  ],
  [line([0.2, 0.32], [0.55, 0.04], [0.55, 1.36]), line([0.22, 1.36], [0.88, 1.36])],
  [
    curve([0.12, 0.36], [0.36, 0.06], [0.78, 0.14], [0.82, 0.5], [0.5, 0.92], [0.1, 1.34]),
    line([0.1, 1.34], [0.92, 1.34]),
  ],
  [
    curve([0.14, 0.2], [0.5, 0.03], [0.82, 0.26], [0.7, 0.58], [0.4, 0.66]),
    curve([0.4, 0.66], [0.82, 0.8], [0.86, 1.16], [0.5, 1.38], [0.1, 1.2]),
  ],
  [line([0.66, 1.37], [0.66, 0.04], [0.08, 0.95], [0.94, 0.95])],
  [
    line([0.84, 0.06], [0.24, 0.06], [0.18, 0.62]),
    curve([0.18, 0.62], [0.5, 0.5], [0.84, 0.72], [0.84, 1.12], [0.5, 1.37], [0.1, 1.22]),
  ],
  [
    curve(
      [0.78, 0.1],
      [0.36, 0.34],
      [0.14, 0.92],
      [0.34, 1.34],
      [0.72, 1.32],
      [0.88, 0.98],
      [0.66, 0.68],
      [0.34, 0.72],
      [0.16, 0.98],
    ),
  ],
  [line([0.1, 0.06], [0.9, 0.06], [0.42, 1.37])],
  [
    curve([0.5, 0.66], [0.18, 0.42], [0.26, 0.08], [0.5, 0.03], [0.76, 0.1], [0.82, 0.42], [0.5, 0.66]),
    curve([0.5, 0.66], [0.12, 0.9], [0.16, 1.3], [0.5, 1.38], [0.86, 1.28], [0.88, 0.9], [0.5, 0.66]),
  ],
  [
    curve(
      [0.84, 0.46],
      [0.64, 0.72],
      [0.3, 0.7],
      [0.12, 0.42],
      [0.3, 0.08],
      [0.68, 0.06],
      [0.86, 0.42],
      [0.74, 1],
      [0.3, 1.37],
    ),
  ],
]

/** Closely spaced points along each stroke of a digit. */
export function strokesOf(digit: number): Point[][] {
  const strokes = DIGITS[digit]
  if (!strokes) throw new Error('not a digit')
  return strokes.map(({ curved, points }) => sampled(points, curved))
}

const STEPS = 7

function sampled(points: readonly Point[], curved: boolean): Point[] {
  const at = (index: number) => points[Math.min(points.length - 1, Math.max(0, index))]!
  const samples: Point[] = []
  for (let from = 0; from < points.length - 1; from++) {
    const [p0, p1, p2, p3] = [at(from - 1), at(from), at(from + 1), at(from + 2)]
    for (let step = 0; step < STEPS; step++) {
      const t = step / STEPS
      samples.push(
        curved
          ? [catmullRom(p0[0], p1[0], p2[0], p3[0], t), catmullRom(p0[1], p1[1], p2[1], p3[1], t)]
          : [p1[0] + (p2[0] - p1[0]) * t, p1[1] + (p2[1] - p1[1]) * t],
      )
    }
  }
  return [...samples, at(points.length - 1)]
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
}
