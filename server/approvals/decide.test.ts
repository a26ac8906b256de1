import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { beforeAll, expect, it } from 'vitest'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { AFFAIRS } from '../../tests/peers/approvals-world.ts'
import { inForceOf } from '../../tests/peers/in-force.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { describeOnStores } from '../../tests/peers/stores.ts'
import { askWanted } from '../documents/documents.ts'
import { sampleStudent, sampleStudyRecord } from '../documents/sample-subjects.ts'
import { randomId } from '../ground/random-id.ts'
import type { Drafts } from '../issuing/issuing.ts'
import { createRevocations } from '../issuing/revocation.ts'
import type { Person } from '../records/records.ts'
import { createAsking } from './ask.ts'
import { createDeciding, type DecideParts } from './decide.ts'
import type { Notices } from './notices.ts'
import { createOfficers } from './officers.ts'
import { stepRows } from './steps.ts'

describeOnStores('a decision of an office', store => {
  const clock = fakeClock()
  const issuer = createIssuerDouble()
  issuer.approvals = new Map([['enrolment-proof', AFFAIRS]])
  const { documents } = issuer
  const key = randomBytes(32)
  let person: Person | null = sampleStudent()
  let isAway = false
  const told: string[] = []
  const notices: Notices = { keep: to => to, post: async (_, __, { what }) => void told.push(what) }
  const drafts: Pick<Drafts, 'release' | 'drop'> = {
    release: async (tx, documentId) => {
      const row = tx.updateTable('document').set({ state: 'issued', issued_at: new Date(clock.now()) })
      const released = await row
        .where('document_id', '=', documentId)
        .where('state', '=', 'draft')
        .returning('document_id')
        .executeTakeFirst()
      return released !== undefined
    },
    drop: async (tx, documentId) => {
      await tx.updateTable('document').set({ state: 'dropped' }).where('document_id', '=', documentId).execute()
    },
  }
  const subjects: DecideParts['subjects'] = {
    ...{ documents, clock, log: pino({ enabled: false }), settings: inForceOf({ freeCopies: 5 }) },
    records: {
      person: async () => {
        if (isAway) throw new Error('away')
        return person
      },
      studyRecord: async () => sampleStudyRecord(8),
    },
  }
  const open = () => {
    const { db } = store()
    const officers = createOfficers(db, clock)
    const parts = { db, clock, documents, notices, key, drafts, officers, subjects }
    const house = {
      name: { zh: '', en: '' },
      payeeName: '',
      helpPhone: '',
      timeZone: 'Asia/Shanghai',
      publicBaseUrl: '',
    }
    return {
      ...{ db, officers, asking: createAsking({ ...parts, house }) },
      deciding: createDeciding({ ...parts, revocations: createRevocations(db, clock) }),
    }
  }
  const [one, two] = [randomId(), randomId()]
  beforeAll(async () => {
    const { db, officers } = open()
    for (const staff_id of [one, two]) {
      const made = { made_by: 'command', made_at: new Date(clock.now()), sites: '["*"]', subject_key: staff_id }
      await db
        .insertInto('staff_account')
        .values({ ...made, staff_id, name: staff_id, role: 'registrar', proof: 'cas' })
        .execute()
      await officers.name('student-affairs', staff_id, 'command')
    }
  })
  /** An application of the person's data as it is now. */
  const ask = async () => {
    const { db, asking } = open()
    const at = new Date(clock.now())
    const [applicationId, documentId] = [randomId(), randomId()]
    const wish = { kind: 'enrolment-proof', edition: 'zh' }
    const asker = { personId: person!.personId, known: 'by-the-office' as const }
    const wanted = unwrap(await askWanted(subjects, asker, wish))
    const words = {
      title_zh: '在读证明',
      title_en: 'Proof',
      name_masked_zh: '林*',
      name_masked_en: 'L*',
      number_masked: '*',
    }
    await db
      .insertInto('document')
      .values({
        ...{ ...wish, ...words, document_id: documentId, person_id: person!.personId, unit_price_fen: 0 },
        ...{ document_number: documentId, verification_key: documentId, state: 'draft', created_at: at },
        ...{ pages: 1, byte_length: 1, sha256: 'a'.repeat(64), signed_digest: 'b'.repeat(64) },
      })
      .execute()
    await db
      .insertInto('application')
      .values({
        ...{ application_id: applicationId, person_id: person!.personId, document_id: documentId, data_mark: '' },
        ...{ created_at: at, applied_at: at },
      })
      .execute()
    const notice = { to: 'lin@example.edu.cn', language: 'en' as const }
    await db
      .transaction()
      .execute(tx => asking.ask(tx, { applicationId, documentId, wanted, approval: AFFAIRS, notice }))
    const row = db.selectFrom('approval').select('approval_id').where('application_id', '=', applicationId)
    return { id: (await row.executeTakeFirstOrThrow()).approval_id, applicationId, documentId }
  }
  const stateOf = async (id: string) => (await open().deciding.find(one, id))?.state
  const APPROVE = { what: 'approve' } as const
  const BACK = { what: 'send-back', reason: 'not-entitled', words: '' } as const

  it('issues nothing else than what was looked at', async () => {
    const { deciding } = open()
    const { id } = await ask()
    const before = person!
    person = { ...before, nameEn: 'Somebody Else' }
    expect(await deciding.decide(one, id, APPROVE)).toEqual({ kind: 'data-changed' })
    person = null
    expect(await deciding.decide(one, id, APPROVE)).toEqual({ kind: 'not-to-be-had' })
    person = before
    isAway = true
    expect(await deciding.decide(one, id, APPROVE)).toEqual({ kind: 'records-away' })
    isAway = false
    expect(await stateOf(id)).toBe('waiting')
    expect(await deciding.decide(one, id, APPROVE)).toEqual({ kind: 'done', state: 'approved' })
    expect(await stateOf(id)).toBe('approved')
  })

  it('is made once by however many at once, and told once', async () => {
    const { db, deciding } = open()
    const { id, documentId } = await ask()
    told.length = 0
    const decisions = [APPROVE, BACK, APPROVE, BACK].map((decision, at) =>
      deciding.decide(at % 2 === 0 ? one : two, id, decision),
    )
    const kinds = (await Promise.all(decisions)).map(({ kind }) => kind)
    const steps = (await stepRows(db, id)).map(({ what }) => what)
    const document = db.selectFrom('document').select('state').where('document_id', '=', documentId)
    const { state } = await document.executeTakeFirstOrThrow()
    // An approval may be taken back by who was sent for a moment later: then that is two decisions, in their order.
    expect(kinds.filter(kind => kind === 'done').length).toBe(steps.length - 1)
    expect(told.length).toBe(steps.length - 1)
    expect(['issued', 'dropped']).toContain(state)
    expect(await stateOf(id)).toBe(steps.at(-1) === 'approved' ? 'approved' : 'sent-back')
  })

  it('and a withdrawal at once are one of the two', async () => {
    const { asking, deciding } = open()
    const { id, applicationId } = await ask()
    const [decided, isWithdrawn] = await Promise.all([
      deciding.decide(one, id, APPROVE),
      asking.withdraw(applicationId),
    ])
    expect(decided.kind === 'done').toBe(!isWithdrawn)
    expect(await stateOf(id)).toBe(isWithdrawn ? 'withdrawn' : 'approved')
  })

  it('is nobody’s who was taken away from the office', async () => {
    const { officers, deciding } = open()
    const { id } = await ask()
    await officers.remove('student-affairs', two, 'command')
    expect(await deciding.decide(two, id, APPROVE)).toEqual({ kind: 'unknown' })
    expect(await deciding.find(two, id)).toBeUndefined()
    expect(await deciding.decide(one, id, BACK)).toEqual({ kind: 'done', state: 'sent-back' })
  })
})
