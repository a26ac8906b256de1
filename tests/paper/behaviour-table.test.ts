import { describe, expect, it } from 'vitest'
import { type Behaviour, HAPPENINGS, MANNERS } from './behaviours.ts'
import { COPIES, createPaperWorld, type PaperWorld, SHEETS } from './paper-world.ts'
import { wrongIn } from './wrong.ts'

/** When power goes: each moment is reached or the visit has ended before. */
const MOMENTS: Readonly<Record<string, (world: PaperWorld) => boolean>> = {
  'before sending': () => true,
  'while sending': ({ sim }) => sim.received().length >= 1,
  'at the first sheet': ({ sheets }) => sheets.length >= 1,
  'between the copies': world => world.copies().some(copy => copy.state === 'delivered'),
  'at the last sheet': ({ sheets }) => sheets.length >= COPIES * SHEETS,
  'after the end': world => world.ended(),
}

/** Who loses power, for how long, and whether the visitor is still there afterwards. */
const POWER: Readonly<Record<string, (world: PaperWorld) => Promise<void>>> = {
  nobody: async () => {},
  'the station': async world => {
    await world.cut()
    await world.pass(5_000)
    world.live(true)
  },
  'the station for half an hour': async world => {
    await world.cut()
    await world.pass(1_800_000)
    world.live(false)
  },
  'the printer': async world => {
    world.sim.powerOff()
    await world.pass(20_000)
    world.sim.powerOn()
  },
  'the printer, which keeps its jobs': async world => {
    world.sim.powerOff({ keepJobs: true })
    await world.pass(20_000)
    world.sim.powerOn()
  },
  both: async world => {
    await world.cut()
    world.sim.powerOff()
    await world.pass(10_000)
    world.sim.powerOn()
    await world.pass(5_000)
    world.live(true)
  },
  'both, and jobs are kept': async world => {
    await world.cut()
    world.sim.powerOff({ keepJobs: true })
    await world.pass(10_000)
    world.live(true)
    await world.pass(5_000)
    world.sim.powerOn()
  },
}

interface Cell {
  readonly moment: string
  readonly power: string
}
const EVERY_CELL: readonly Cell[] = Object.keys(POWER).flatMap(power =>
  power === 'nobody' ? [{ moment: 'before sending', power }] : Object.keys(MOMENTS).map(moment => ({ moment, power })),
)
/** For the manners of the simulated printer, one by one: where each kind of break hurts most. */
const SOME_CELLS: readonly Cell[] = [
  { moment: 'before sending', power: 'nobody' },
  { moment: 'while sending', power: 'the station' },
  { moment: 'at the last sheet', power: 'the station' },
  { moment: 'at the first sheet', power: 'the station for half an hour' },
  { moment: 'at the last sheet', power: 'the printer' },
  { moment: 'while sending', power: 'the printer, which keeps its jobs' },
  { moment: 'while sending', power: 'both' },
  { moment: 'at the last sheet', power: 'both' },
  { moment: 'between the copies', power: 'both, and jobs are kept' },
]

async function walk(behaviour: Behaviour, { moment, power }: Cell): Promise<{ world: PaperWorld; wrong: string[] }> {
  const world = createPaperWorld(behaviour)
  behaviour.begin(world.sim)
  world.live(true)
  await world.until(() => MOMENTS[moment]!(world) || world.ended())
  await POWER[power]!(world)
  await world.until(world.ended)
  await world.putRight()
  return { world, wrong: wrongIn(world) }
}

/** Everything that is wrong in any of the cells. */
async function failuresOf(behaviour: Behaviour, cells: readonly Cell[]): Promise<string[]> {
  const failures: string[] = []
  for (const cell of cells) {
    const { world, wrong } = await walk(behaviour, cell)
    for (const one of wrong) failures.push(`${cell.moment}, ${cell.power}: ${one}`)
    await world.end()
  }
  return failures
}

const LONG_MS = 120_000

describe('whatever happens to a printer, and whenever the power goes', () => {
  it.each(HAPPENINGS)('$name', async one => expect(await failuresOf(one, EVERY_CELL)).toEqual([]), LONG_MS)
})

describe('whatever a printer is like, and whenever the power goes', () => {
  it.each(MANNERS)('$name', async one => expect(await failuresOf(one, SOME_CELLS)).toEqual([]), LONG_MS)
})

describe('where evidence is to be had, nothing is left untold', () => {
  const states = async (one: Behaviour, cell: Cell) => {
    const { world } = await walk(one, cell)
    const told = world.copies().map(copy => copy.state)
    await world.end()
    return told
  }
  const honest = HAPPENINGS[0]!

  it.each(EVERY_CELL.filter(({ power }) => power === 'nobody' || power === 'the station' || power.endsWith('kept')))(
    'by an honest printer: $moment, $power',
    async cell => expect(await states(honest, cell)).toEqual(['delivered', 'delivered']),
    LONG_MS,
  )

  it.each([...MANNERS, ...HAPPENINGS].filter(({ clear }) => clear))(
    'by a printer that is never cut off: $name',
    async one => expect(await states(one, SOME_CELLS[0]!)).toEqual(['delivered', 'delivered']),
    LONG_MS,
  )
})
