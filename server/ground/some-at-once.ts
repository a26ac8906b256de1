/**
 * Works through `all`, so many at a time, and resolves with what came of each, in their order. Where one fails no further one begins, and it rejects
 * when those under way have ended: nothing goes on behind the back of whoever clears up.
 */
export async function someAtOnce<One, Made>(
  all: readonly One[],
  atOnce: number,
  work: (one: One) => Promise<Made>,
): Promise<readonly Made[]> {
  const made: Made[] = []
  let next = 0
  const failures: unknown[] = []
  const goOn = async () => {
    while (next < all.length && failures.length === 0) {
      const at = next++
      try {
        made[at] = await work(all[at] as One)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, goOn))
  if (failures.length > 0) throw failures[0]
  return made
}
