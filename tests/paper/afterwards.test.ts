import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPaperWorld, type PaperWorld, SHEETS } from './paper-world.ts'

let world: PaperWorld
beforeEach(() => {
  world = createPaperWorld()
})
afterEach(() => world.end())

const HOUR_MS = 3_600_000
/** What the printer had kept to itself, and lists under nobody's name, comes out: the machine serves by then. */
async function comesOutAfterAll(pages = SHEETS): Promise<void> {
  world.sim.behave({ list: 'empty' })
  world.sim.foreignJob({ pages })
  await world.pass(60_000)
  world.sim.behave({ list: 'whole' })
}

/** The first copy is taken and aborted by the printer, nothing of it out, and the machine serves again. */
async function givenBackAndGone(): Promise<void> {
  world.sim.jamAtSheet(1, 'abort')
  world.live(true)
  await world.until(world.ended)
  world.sim.clearJam()
  await world.until(() => world.fault() === null)
  await world.pass(20_000)
  expect(world.copies()).toMatchObject([{ state: 'not-delivered', sheetsDelivered: 0 }])
  expect(world.late).toEqual([])
}

describe('paper of a copy that was given back, and that the printer has no more by its own word', () => {
  it('is told of when it comes out after all, by the life counter alone, once', async () => {
    await givenBackAndGone()
    await comesOutAfterAll()
    expect(world.late).toMatchObject([{ copyNumber: 1, end: 'delivered', sheetsCounted: SHEETS }])
    expect(world.late[0]?.evidence).toContain('moved afterwards')
    await world.pass(60_000)
    expect(world.late).toHaveLength(1)
  })

  it('is told of when a part of it comes out', async () => {
    await givenBackAndGone()
    await comesOutAfterAll(1)
    expect(world.late).toMatchObject([{ end: 'not-delivered', sheetsCounted: 1 }])
  })

  it('is told of over a restart of the station', async () => {
    await givenBackAndGone()
    await world.cut()
    world.live(true)
    await world.pass(5_000)
    await comesOutAfterAll()
    expect(world.late).toMatchObject([{ copyNumber: 1, end: 'delivered' }])
  })

  it('is not seen in the job of somebody else', async () => {
    await givenBackAndGone()
    world.sim.foreignJob({ pages: SHEETS })
    await world.pass(60_000)
    expect(world.late).toEqual([])
  })

  it('is not seen in more paper than it has, nor in any after an hour', async () => {
    await givenBackAndGone()
    await comesOutAfterAll(SHEETS + 1)
    expect(world.late).toEqual([])
    await world.end()
    world = createPaperWorld()
    await givenBackAndGone()
    await world.pass(HOUR_MS + 10_000)
    await comesOutAfterAll()
    expect(world.late).toEqual([])
  })
})

describe('a life counter that comes late', () => {
  it('proves afterwards that a copy of which nobody could tell has come out', async () => {
    const { sim } = world
    sim.behave({ lifeLagMs: 30_000, forgetsEndedJobs: true })
    sim.loseAnswers('Print-Job', 'after')
    world.live(true)
    await world.until(world.ended)
    expect(world.sheets).toHaveLength(SHEETS)
    expect(world.copies()).toMatchObject([{ state: 'cannot-be-told' }])
    await world.pass(120_000)
    expect(world.late).toMatchObject([{ copyNumber: 1, end: 'delivered', sheetsCounted: SHEETS }])
  })
})
