import { SPOKEN_RATE_HZ } from '../../../server/ground/captcha/speak-captcha.ts'

/** What a sound is like in spans of 25 ms, one every 15 ms: cepstra of its mel bands, which say the vowel and not how loud it is. */
export interface Heard {
  readonly cepstra: readonly Float32Array[]
  /** Loudness of each span, in decibels of no particular zero. */
  readonly loudness: Float32Array
}

const SPAN = 200
export const STEP_MS = 15
const STEP = (SPOKEN_RATE_HZ * STEP_MS) / 1000
const POINTS = 256
const BANDS = 20
const CEPSTRA = 12

const melOf = (hz: number) => 2595 * Math.log10(1 + hz / 700)
const hzOf = (mel: number) => 700 * (10 ** (mel / 2595) - 1)
const edges = Array.from({ length: BANDS + 2 }, (_, at) => {
  const [least, most] = [melOf(100), melOf(3_800)]
  return (hzOf(least + ((most - least) * at) / (BANDS + 1)) * POINTS) / SPOKEN_RATE_HZ
})
const bands = Array.from({ length: BANDS }, (_, band) =>
  Array.from({ length: POINTS / 2 }, (__, bin) => {
    const [low, middle, high] = [edges[band]!, edges[band + 1]!, edges[band + 2]!]
    return { bin, weight: Math.max(0, Math.min((bin - low) / (middle - low), (high - bin) / (high - middle))) }
  }).filter(({ weight }) => weight > 0),
)
const hamming = Float32Array.from({ length: SPAN }, (_, at) => 0.54 - 0.46 * Math.cos((2 * Math.PI * at) / (SPAN - 1)))

/** Hears the samples of a WAV as `Speaker` makes it. */
export function heardIn(wav: Uint8Array): Heard {
  const samples = Float32Array.from(wav.subarray(44), sample => sample - 128)
  const cepstra: Float32Array[] = []
  const loudness: number[] = []
  for (let from = 0; from + SPAN <= samples.length; from += STEP) {
    const power = powerOf(samples.subarray(from, from + SPAN))
    loudness.push(10 * Math.log10(power.reduce((sum, one) => sum + one, 1)))
    const logs = bands.map(band => Math.log(1 + band.reduce((sum, { bin, weight }) => sum + weight * power[bin]!, 0)))
    cepstra.push(
      Float32Array.from({ length: CEPSTRA }, (_, order) =>
        logs.reduce((sum, log, band) => sum + log * waves[order]![band]!, 0),
      ),
    )
  }
  return { cepstra, loudness: Float32Array.from(loudness) }
}

/** The same without what all of it has in common: the voice, the line, the murmur under it. */
export function withoutMean(cepstra: readonly Float32Array[]): Float32Array[] {
  const mean = Float32Array.from({ length: CEPSTRA }, (_, order) =>
    cepstra.reduce((sum, one) => sum + one[order]! / cepstra.length, 0),
  )
  return cepstra.map(one => one.map((value, order) => value - mean[order]!))
}

/** Power at each frequency of a span (a Fourier transform of 256 points, radix 2). */
function powerOf(span: Float32Array): Float32Array {
  const [re, im] = [new Float32Array(POINTS), new Float32Array(POINTS)]
  for (let at = 0; at < SPAN; at++)
    re[reversed(at)] = (span[at]! - 0.95 * (at > 0 ? span[at - 1]! : span[0]!)) * hamming[at]!
  for (let size = 2; size <= POINTS; size *= 2)
    for (let start = 0; start < POINTS; start += size)
      for (let k = 0; k < size / 2; k++) {
        const turn = (k * POINTS) / size
        const [cos, sin] = [cosines[turn]!, -sines[turn]!]
        const [a, b] = [start + k, start + k + size / 2]
        const [x, y] = [re[b]! * cos - im[b]! * sin, re[b]! * sin + im[b]! * cos]
        ;[re[b], im[b]] = [re[a]! - x, im[a]! - y]
        ;[re[a], im[a]] = [re[a]! + x, im[a]! + y]
      }
  return Float32Array.from({ length: POINTS / 2 }, (_, bin) => re[bin]! ** 2 + im[bin]! ** 2)
}

const sines = Float32Array.from({ length: POINTS }, (_, at) => Math.sin((2 * Math.PI * at) / POINTS))
const cosines = Float32Array.from({ length: POINTS }, (_, at) => Math.cos((2 * Math.PI * at) / POINTS))
const waves = Array.from({ length: CEPSTRA }, (_, order) =>
  Float32Array.from({ length: BANDS }, (__, band) => Math.cos((Math.PI * (order + 1) * (band + 0.5)) / BANDS)),
)
const turns = Array.from({ length: POINTS }, (_, at) =>
  Number.parseInt([...at.toString(2).padStart(8, '0')].toReversed().join(''), 2),
)
const reversed = (at: number) => turns[at]!
