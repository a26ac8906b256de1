import pino from 'pino'
import { expect, it } from 'vitest'
import { ok } from '../../../src/result.ts'
import { createLoginWorld } from '../../../tests/peers/login-world.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { sampleStudent } from '../../documents/sample-subjects.ts'
import { randomId } from '../../ground/random-id.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { Letter, Mail } from '../../mail/mail.ts'
import type { Person, PersonId } from '../../records/records.ts'
import { openAccountSeals } from '../accounts/account-seals.ts'
import { createWebSessions } from '../sessions/web-sessions.ts'
import { createVisits } from '../visits.ts'
import { createDisowning } from './disown.ts'
import { createLoginNotices } from './login-notices.ts'
import { GATHERED_MS, noteLogin } from './note-login.ts'

describeOnStores('who stands in several registers', store => {
  const open = async () => {
    const { db } = store()
    const { clock, terminalId } = await createLoginWorld(store())
    const people = ['now@example.edu.cn', 'then@example.edu.cn'].map(
      (mail): Person => ({ ...sampleStudent(), personId: randomId() as PersonId, idNumber: null, mail }),
    )
    const letters: Letter[] = []
    const mail = { post: async (_: unknown, letter: Letter) => ok(String(letters.push(letter))) } as unknown as Mail
    const register = { isAway: false }
    const notices = createLoginNotices({
      ...{ db, clock, mail, log: pino({ level: 'silent' }), seals: await openAccountSeals(db, new Date(clock.now())) },
      house: {
        ...{ name: { zh: '示范大学', en: 'Model University' }, payeeName: '示范大学', helpPhone: '010-0000 0000' },
        ...{ timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
      },
      records: {
        person: async id => {
          if (register.isAway) throw new Error('the register is away')
          return people.find(({ personId }) => personId === id) ?? null
        },
      },
      limit: { allow: async () => true } as never,
    })
    const visits = createVisits(db, clock, noteLogin)
    const disowning = createDisowning({ db, clock, visits, sessions: createWebSessions(db, clock) })
    const logIn = async () => {
      const startedAt = new Date(clock.now())
      const begun: string[] = []
      for (const { personId } of people) {
        begun.push(await visits.begin(terminalId, personId, { proofs: [], startedAt }))
        await clock.advance(7)
      }
      return begun
    }
    const isOpen = async (visitId: string) => (await visits.use(terminalId, visitId)).ok
    return { db, clock, notices, disowning, letters, logIn, isOpen, register }
  }
  const linkIn = ({ text }: Letter) => /\/not-me\/([\w-]+)/.exec(text)![1]!

  it('is told of a login at a kiosk once, wherever a register knows a mailbox, and the one link ends all of it', async () => {
    const { clock, notices, disowning, letters, logIn, isOpen } = await open()
    const other = await logIn()
    await clock.advance(60_000)
    const begun = await logIn()
    await clock.advance(GATHERED_MS)
    await notices.tell()
    const told = letters.slice(-2)
    expect(letters).toHaveLength(4)
    expect(told.map(({ to }) => to).sort()).toEqual(['now@example.edu.cn', 'then@example.edu.cn'])
    expect(new Set(told.map(linkIn)).size).toBe(1)
    expect(await disowning.end(linkIn(told[0]!))).toMatchObject({ isOpen: false })
    expect(await Promise.all([...begun, ...other].map(isOpen))).toEqual([false, false, true, true])
  })

  it('is told later, and of all of it, where the university’s data does not answer', async () => {
    const { db, clock, notices, letters, logIn, register } = await open()
    const [first] = await logIn()
    register.isAway = true
    await clock.advance(GATHERED_MS)
    await notices.tell()
    expect(letters).toHaveLength(0)
    register.isAway = false
    await clock.advance(60_000)
    await notices.tell()
    await notices.tell()
    expect(letters).toHaveLength(2)
    const row = db
      .selectFrom('login_notice')
      .select('what_keys')
      .where('what_keys', '@>', JSON.stringify([sha256Hex(first!)]))
    expect((await row.executeTakeFirstOrThrow()).what_keys).toHaveLength(2)
  })
})
