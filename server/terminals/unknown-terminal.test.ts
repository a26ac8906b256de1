import { verify } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { createTerminalDouble } from '../../tests/peers/terminal-double.ts'
import { createEnrolment } from './enrolment.ts'
import { createRequestVerifier } from './verify-request.ts'

vi.mock('node:crypto', { spy: true })
afterEach(() => vi.mocked(verify).mockClear())

const kiosk = { name: { zh: '一号机', en: 'Kiosk 1' }, place: { zh: '大厅', en: 'Hall' } }
const NOBODY = 'AAAAAAAAAAAAAAAAAAAAAA'

describeOnStores('somebody without the key of a terminal', store => {
  it('learns nothing of which terminals there are: answer and work are the same', async () => {
    const clock = fakeClock()
    const asked: string[] = []
    const db = store().db.withPlugin({
      transformQuery: ({ node }) => {
        asked.push(node.kind)
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const check = createRequestVerifier(db, clock)
    const [owner, thief] = [createTerminalDouble(), createTerminalDouble()]
    const enrolment = createEnrolment(store().db, clock)
    const { code } = await enrolment.createCode(kiosk)
    const terminalId = unwrap(await enrolment.enrol(owner.prove(code)))
    const requestOf = (double: typeof owner, id: string) => {
      const said = { method: 'GET', target: '/v1/terminal/settings', body: '' }
      const headers = double.headers({ ...said, terminalId: id, timeMs: clock.now() })
      return { ...said, body: Buffer.from(said.body), headers }
    }
    const work = async (id: string) => {
      vi.mocked(verify).mockClear()
      asked.length = 0
      const answer = await check(requestOf(thief, id))
      return { answer, verified: vi.mocked(verify).mock.calls.length, asked: [...asked] }
    }
    const ofNobody = await work(NOBODY)
    expect(ofNobody).toMatchObject({ answer: { ok: false, error: { status: 401 } }, asked: ['SelectQueryNode'] })
    expect(await work(terminalId)).toEqual(ofNobody)
    // Once it has been heard its key is at hand.
    expect((await check(requestOf(owner, terminalId))).ok).toBe(true)
    expect(await work(terminalId)).toEqual(ofNobody)
    expect(await work(NOBODY)).toEqual(ofNobody)
    expect((await check(requestOf(owner, terminalId))).ok).toBe(true)
  })
})
