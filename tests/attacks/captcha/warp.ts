/** How far one sound is from another, step by step, when each may be drawn out and hurried on (dynamic time warping). */
export function warpedAway(one: readonly Float32Array[], other: readonly Float32Array[], limit = Infinity): number {
  const band = Math.max(8, Math.ceil(Math.abs(one.length - other.length) + one.length * 0.2))
  let last = new Float64Array(other.length + 1).fill(Infinity)
  last[0] = 0
  const most = limit * (one.length + other.length)
  for (let row = 1; row <= one.length; row++) {
    const next = new Float64Array(other.length + 1).fill(Infinity)
    const middle = Math.round((row * other.length) / one.length)
    let least = Infinity
    for (let column = Math.max(1, middle - band); column <= Math.min(other.length, middle + band); column++) {
      const away = distance(one[row - 1]!, other[column - 1]!)
      next[column] = Math.min(last[column - 1]! + 2 * away, last[column]! + away, next[column - 1]! + away)
      least = Math.min(least, next[column]!)
    }
    if (least > most) return Infinity
    last = next
  }
  return last[other.length]! / (one.length + other.length)
}

function distance(one: Float32Array, other: Float32Array): number {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += (one[at]! - other[at]!) ** 2
  return Math.sqrt(sum)
}
