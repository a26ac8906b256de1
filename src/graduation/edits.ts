/**
 * How many slips of the hand lie between two texts: a character more, less or another, or two neighbours that were swapped, which is one
 * slip (optimal string alignment after Damerau). `most + 1` where they are more than `most`.
 */
export function editsBetween(a: string, b: string, most: number): number {
  const [from, to] = [[...a], [...b]]
  let above = Array.from({ length: to.length + 1 }, (_, at) => at)
  let before = above
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const isSame = from[i - 1] === to[j - 1]
      // Before the first character is nothing, which is no character of the other.
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      const plain = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + (isSame ? 0 : 1))
      row.push(isSwapped ? Math.min(plain, before[j - 2]! + 1) : plain)
    }
    ;[before, above] = [above, row]
  }
  return Math.min(above[to.length]!, most + 1)
}
