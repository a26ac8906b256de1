import { describe, expect, it } from 'vitest'
import { type Asking, createAsking } from './asking.ts'
import { canBe } from './manner.ts'
import { goodManners, MANNER_NAMES, type MannerName, mannerChange, PRINTER_MANNERS } from './manners.ts'

const valuesOf = (name: MannerName): unknown[] => {
  const manner = PRINTER_MANNERS[name]
  if (manner.kind === 'switch') return [true]
  return manner.kind === 'amount' ? [manner.usual] : Object.keys(manner.choices).slice(1)
}
const CASES = MANNER_NAMES.flatMap(name => valuesOf(name).map(value => [name, value] as const))

/** A day at a printer: everything that a client may come to see of it, with the paper. */
async function day(asking: Asking): Promise<unknown[]> {
  const seen: unknown[] = []
  const see = async (what: Promise<unknown>) => {
    const startMs = asking.clock.monotonic()
    let done = false
    const note = (answer: unknown) => {
      done = true
      seen.push([asking.clock.monotonic() - startMs, answer])
    }
    void what.then(note, note)
    for (let ms = 0; ms < 60_000 && !done; ms += 100) await asking.clock.advance(100)
  }
  const look = async () => {
    await see(asking.printer())
    for (const id of [1, 2, 3]) await see(asking.job(id))
    await see(asking.jobs('all'))
    seen.push(asking.pages(), asking.sim.papers().length)
  }
  await see(asking.print('印证-20260101-1', 3, { sides: 'two-sided-long-edge' }))
  await look()
  await asking.clock.advance(600)
  await look()
  await asking.clock.advance(1_000)
  asking.sim.jamAtSheet(2, 'abort')
  await see(asking.print('B', 2, { fidelity: true, sides: 'two-sided-short-edge' }))
  await see(asking.print('C', 2))
  await see(asking.print('T', 1, { tray: 'tray-2', fidelity: true }))
  await asking.clock.advance(5_000)
  await look()
  asking.sim.clearJam()
  asking.sim.lowPaper()
  asking.sim.setTrouble('toner-low', true)
  await see(asking.print('D', 2))
  asking.sim.powerOff({ keepJobs: true })
  asking.sim.powerOn()
  await look()
  await asking.clock.advance(1_500)
  await see(asking.print('E', 2))
  for (const id of [4, 5]) await see(asking.cancel(id))
  await asking.clock.advance(5_000)
  await look()
  return seen
}

describe('the manners of the printer', () => {
  it.each(CASES)('%s: %s is seen by its clients, and a good printer is another', async (name, value) => {
    const [good, other] = [createAsking(), createAsking()]
    other.sim.behave(mannerChange(name, value)!)
    expect(await day(other)).not.toEqual(await day(good))
  })

  it('are good until told otherwise, and again when told so', async () => {
    const [one, other] = [createAsking(), createAsking()]
    for (const [name, value] of CASES) other.sim.behave(mannerChange(name, value)!)
    other.sim.behave(goodManners())
    expect(await day(other)).toEqual(await day(one))
  })

  it.each([
    ['haunted', true],
    ['forgetsEndedJobs', 'yes'],
    ['forgetsAfterMs', -1],
    ['forgetsAfterMs', 1.5],
    ['names', 'toString'],
    ['names', null],
  ])('are not what the table does not know: %s %s', (name, value) => expect(mannerChange(name, value)).toBeNull())

  it.each(CASES)('%s may be %s', (name, value) => expect(canBe(PRINTER_MANNERS[name], value)).toBe(true))

  it('have words in both languages, each choice its own', () => {
    for (const name of MANNER_NAMES) {
      const manner = PRINTER_MANNERS[name]
      const words = [manner.label, ...(manner.kind === 'choice' ? Object.values(manner.choices) : [])]
      for (const both of words) expect([both.zh.trim(), both.en.trim()].includes(''), name).toBe(false)
      if (manner.kind !== 'choice') continue
      const choices = Object.values(manner.choices)
      for (const language of ['zh', 'en'] as const) {
        expect(new Set(choices.map(choice => choice[language])).size, name).toBe(choices.length)
      }
    }
  })
})
