import { type Heard, heardIn, STEP_MS, withoutMean } from './mfcc.ts'
import { warpedAway } from './warp.ts'

/** A spoken captcha whose answer is known. */
export interface LabelledSound {
  readonly answer: string
  readonly sound: Uint8Array
}

/** Tells the digits of a sound. */
export type Listener = (sound: Uint8Array) => string

const DIGITS = 6
const steps = (ms: number) => Math.round(ms / STEP_MS)

interface Template {
  readonly digit: string
  readonly cepstra: readonly Float32Array[]
}

/** Cuts out what is loudest, and gives each piece the digit of the known piece that it is most like. */
export function cuttingListener(learned: readonly LabelledSound[]): Listener {
  const known: Template[] = learned.flatMap(({ answer, sound }) => {
    const pieces = cutApart(heardIn(sound))
    return pieces.length === answer.length ? pieces.map((cepstra, at) => ({ cepstra, digit: answer[at]! })) : []
  })
  return sound =>
    cutApart(heardIn(sound))
      .map(piece => nearest(known, piece))
      .join('')
}

function nearest(known: readonly Template[], piece: readonly Float32Array[]): string {
  const near: { digit: string; away: number }[] = []
  for (const { digit, cepstra } of known) {
    const away = warpedAway(piece, cepstra, near[2]?.away)
    if (away === Infinity) continue
    near.push({ digit, away })
    near.sort((a, b) => a.away - b.away)
    near.length = Math.min(3, near.length)
  }
  const [first, second, third] = near
  return second && second.digit === third?.digit ? second.digit : (first?.digit ?? '0')
}

/** Six stretches as long as a digit, apart from each other, that are together the loudest; each as far as it is nearly as loud. */
function cutApart({ cepstra, loudness }: Heard): Float32Array[][] {
  const smooth = loudness.map((_, at) => mean(loudness, at - 2, at + 3))
  const hills = smooth.map((_, at) => mean(smooth, at - steps(180), at + steps(180)))
  return highest(hills, steps(560)).map(top => {
    const least = Math.max(...smooth.slice(Math.max(0, top - steps(150)), top + steps(150))) - 14
    let [from, to] = [top, top + 1]
    while (from > 0 && top - from < steps(300) && smooth[from - 1]! > least) from--
    while (to < smooth.length && to - top < steps(300) && smooth[to]! > least) to++
    return withoutMean(cepstra.slice(from, to))
  })
}

function mean(values: Float32Array, from: number, to: number): number {
  const part = values.subarray(Math.max(0, from), Math.max(1, to))
  return part.reduce((sum, one) => sum + one, 0) / part.length
}

/** Six places, so far apart, that are together the highest. */
function highest(hills: Float32Array, apart: number): number[] {
  const best = Array.from({ length: DIGITS + 1 }, () => new Float64Array(hills.length + 1).fill(-Infinity))
  best[0]!.fill(0)
  for (let count = 1; count <= DIGITS; count++)
    for (let at = 1; at <= hills.length; at++)
      best[count]![at] = Math.max(best[count]![at - 1]!, best[count - 1]![Math.max(0, at - apart)]! + hills[at - 1]!)
  const places: number[] = []
  for (let count = DIGITS, at = hills.length; count > 0 && at > 0; ) {
    if (best[count]![at] === best[count]![at - 1]) {
      at--
      continue
    }
    places.unshift(at - 1)
    at = Math.max(0, at - apart)
    count--
  }
  return places
}
