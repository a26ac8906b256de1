/** Samples between -1 and 1. */
export type Sound = Float32Array<ArrayBuffer>

/** The same at another pitch, as if of a smaller or a larger head: above 1 higher, and shorter by as much. */
export function atPitch(sound: Sound, pitch: number): Sound {
  const changed = new Float32Array(Math.floor(sound.length / pitch))
  for (let at = 0; at < changed.length; at++) {
    const place = at * pitch
    const before = sound[Math.floor(place)] ?? 0
    const after = sound[Math.floor(place) + 1] ?? before
    changed[at] = before + (after - before) * (place % 1)
  }
  return changed
}

const GRAIN = 240
const HOP = GRAIN / 2
/** How far a grain may be moved so that it joins the one before. */
const SEARCH = 70

/** The same at the same pitch, drawn out or hurried on (overlapping grains that are laid where they join best, WSOLA): above 1 longer. */
export function atLength(sound: Sound, length: number): Sound {
  const whole = Math.round(sound.length * length)
  const changed = new Float32Array(whole + GRAIN)
  let next = 0
  for (let to = 0; to < whole; to += HOP) {
    const from = to === 0 ? 0 : joinNear(sound, Math.round(to / length), next)
    for (let at = 0; at < GRAIN; at++) {
      const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / GRAIN)
      changed[to + at]! += (sound[from + at] ?? 0) * weight
    }
    next = from + HOP
  }
  return changed.subarray(0, whole)
}

/** The place near `wanted` whose samples are most like those that would follow at `next`. */
function joinNear(sound: Sound, wanted: number, next: number): number {
  let [best, most] = [wanted, -Infinity]
  for (let from = Math.max(0, wanted - SEARCH); from <= wanted + SEARCH; from += 2) {
    let likeness = 0
    for (let at = 0; at < HOP; at += 3) likeness += (sound[from + at] ?? 0) * (sound[next + at] ?? 0)
    if (likeness > most) [best, most] = [from, likeness]
  }
  return best
}
