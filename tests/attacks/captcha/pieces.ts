import type { Box } from './patches.ts'
import type { Seen } from './seen.ts'

/** What hangs together in a picture of noughts and ones, as the box around it, from left to right; specks are left out. */
export function connectedPieces({ width, height, grey }: Seen): Box[] {
  const visited = new Uint8Array(grey.length)
  const boxes: Box[] = []
  for (let start = 0; start < grey.length; start++) {
    if (visited[start] || grey[start] === 0) continue
    const stack = [start]
    visited[start] = 1
    let [count, left, right, top, bottom] = [0, width, 0, height, 0]
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)]
      count++
      ;[left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)]
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= grey.length || visited[next] || grey[next] === 0) continue
        visited[next] = 1
        stack.push(next)
      }
    }
    if (count > 40) boxes.push({ left, top, width: right - left + 1, height: bottom - top + 1 })
  }
  return boxes.toSorted((a, b) => a.left - b.left)
}

/** As many boxes as there are digits: too wide ones are parted evenly, the smallest are left out. */
export function asManyAs(digits: number, pieces: readonly Box[]): Box[] {
  const boxes = pieces.filter(({ height }) => height > 18).map(box => [box])
  while (boxes.length > 0 && boxes.flat().length < digits) {
    const widest = boxes.reduce((a, b) => (b[0]!.width > a[0]!.width ? b : a))
    const parts = widest.length + 1
    const { left, right } = { left: widest[0]!.left, right: widest.at(-1)!.left + widest.at(-1)!.width }
    const width = (right - left) / parts
    widest.splice(
      0,
      widest.length,
      ...Array.from({ length: parts }, (_, at) => ({ ...widest[0]!, left: left + at * width, width })),
    )
  }
  const found = boxes.flat()
  return found
    .toSorted((a, b) => b.width * b.height - a.width * a.height)
    .slice(0, digits)
    .toSorted((a, b) => a.left - b.left)
}

/** Takes away what is thinner than a square of `size` dots, as lines are that are thinner than digits. */
export function withoutThinLines({ width, height, grey }: Seen, size: number): Seen {
  const kept = new Float32Array(grey.length)
  const isFull = (left: number, top: number) => {
    for (let y = top; y < top + size; y++)
      for (let x = left; x < left + size; x++) if (grey[y * width + x] === 0) return false
    return true
  }
  for (let top = 0; top <= height - size; top++)
    for (let left = 0; left <= width - size; left++)
      if (isFull(left, top))
        for (let y = top; y < top + size; y++) kept.fill(1, y * width + left, y * width + left + size)
  return { width, height, grey: kept }
}
