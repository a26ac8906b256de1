import { expect, it } from 'vitest'
import { createLoginWorld } from '../../tests/peers/login-world.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { randomId } from '../ground/random-id.ts'
import type { PersonId } from '../records/records.ts'
import { createVisits } from './visits.ts'

describeOnStores('the visits of a person, as the person sees them', store => {
  const open = async () => {
    const { clock, terminalId } = await createLoginWorld(store())
    const visits = createVisits(store().db, clock)
    const [now, then] = [randomId() as PersonId, randomId() as PersonId]
    const proofs = [{ way: 'campus-card', atMs: clock.now() }] as const
    /** A login at the kiosk: a visit begins in each register, one a little after the other. */
    const logIn = async () => {
      const startedAt = new Date(clock.now())
      const begun: string[] = []
      for (const personId of [now, then]) {
        begun.push(await visits.begin(terminalId, personId, { proofs, startedAt }))
        await clock.advance(7)
      }
      return begun
    }
    const isOpen = async (visitId: string) => (await visits.use(terminalId, visitId)).ok
    return { visits, clock, terminalId, people: [now, then], logIn, isOpen }
  }

  it('are one for a login, in however many registers, and end together', async () => {
    const { visits, people, logIn, isOpen } = await open()
    const first = await logIn()
    const second = await logIn()
    const listed = await visits.list(people)
    expect(listed.map(one => one.isOpen)).toEqual([true, true])
    await visits.endOwn(people, listed[0]!.handle)
    expect(await Promise.all([...first, ...second].map(isOpen))).toEqual([true, true, false, false])
    expect((await visits.list(people)).map(one => one.isOpen)).toEqual([false, true])
  })

  it('are open as long as one of its registers is, and are ended then, too', async () => {
    const { visits, terminalId, people, logIn, isOpen } = await open()
    for (const gone of [0, 1]) {
      const begun = await logIn()
      await visits.end(terminalId, begun[gone]!)
      const [newest] = await visits.list(people)
      expect(newest?.isOpen).toBe(true)
      await visits.endOwn(people, newest!.handle)
      expect(await Promise.all(begun.map(isOpen))).toEqual([false, false])
    }
  })

  it('of others are not among them', async () => {
    const { visits, logIn, isOpen } = await open()
    const other = await open()
    const [mine] = await logIn()
    const [theirs] = await visits.list(other.people)
    expect(theirs).toBeUndefined()
    await visits.endOwn(other.people, 'all')
    expect(await isOpen(mine!)).toBe(true)
  })

  it('have run out or were ended, which is told apart', async () => {
    const { visits, terminalId, clock, logIn, isOpen } = await open()
    const [first, second] = await logIn()
    await visits.end(terminalId, first!)
    await clock.advance(11 * 60_000)
    expect(await Promise.all([first!, second!].map(isOpen))).toEqual([false, false])
    const isEnded = (visitId: string) => visits.isEnded(terminalId, visitId)
    expect(await Promise.all([first!, second!, randomId()].map(isEnded))).toEqual([true, false, false])
    expect(await visits.isEnded('another-terminal', first!)).toBe(false)
  })
})
