import { type Figure, figure, percentile } from './figure.ts'

/** Something that is timed against others at the same work. */
export interface Contender {
  readonly name: string
  /** ms that are aimed at; nothing when left out. */
  readonly aimMs?: number
  /** Does the work a few times and gives how long each took, in ms. */
  turn(): Promise<readonly number[]>
}

/** What the turns of each contender took, by its name: one list a round. */
export type Turns = ReadonlyMap<string, readonly (readonly number[])[]>

/**
 * Lets all have their turn in every round, so that whatever else the machine does meets all of them. Every second round goes
 * the other way about. The first `warmUp` rounds are not counted.
 */
export async function inTurns(contenders: readonly Contender[], rounds: number, warmUp = 1): Promise<Turns> {
  const turns = new Map(contenders.map(({ name }) => [name, [] as (readonly number[])[]]))
  for (let round = -warmUp; round < rounds; round++) {
    const order = round % 2 === 0 ? contenders : contenders.toReversed()
    for (const { name, turn } of order) {
      const samples = await turn()
      if (round >= 0) turns.get(name)!.push(samples)
    }
  }
  return turns
}

/** Work that runs in this process, `count` times a turn. */
export async function timed(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = []
  for (let nth = 0; nth < count; nth++) {
    const beganMs = performance.now()
    await work()
    samples.push(performance.now() - beganMs)
  }
  return samples
}

/** All turns of one contender. */
export function samplesOf(turns: Turns, name: string): number[] {
  const found = turns.get(name)
  if (!found) throw new Error(`${name} had no turn`)
  return found.flat()
}

/** How many times as long theirs takes as ours: the medians of the same round over each other, one sample a round. */
export function ratioFigure(turns: Turns, theirs: string, ours: string): Figure {
  const [above, below] = [turns.get(theirs) ?? [], turns.get(ours) ?? []]
  const ratios = above.map((samples, round) => percentile(samples, 0.5) / percentile(below[round] ?? [], 0.5))
  return figure(`${theirs}-to-${ours}`, 'times', null, ratios)
}

/** Ours, and each of the others with its ratio to ours. */
export async function raceFigures(ours: Contender, others: readonly Contender[], rounds: number): Promise<Figure[]> {
  const turns = await inTurns([ours, ...others], rounds)
  const own = ({ name, aimMs }: Contender) => figure(name, 'ms', aimMs ?? null, samplesOf(turns, name))
  return [own(ours), ...others.flatMap(other => [own(other), ratioFigure(turns, other.name, ours.name)])]
}
