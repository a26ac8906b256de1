import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import type { CardUid, VisitId } from '../../src/contract/ids.ts'
import type { Visitor } from '../../src/contract/terminals-api.ts'
import { fakeClock } from '../../src/fake-clock.ts'
import { unwrap } from '../../src/result.ts'
import { inForceOf } from '../../tests/peers/in-force.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { findPerson } from '../identity/find-person.ts'
import type { Visits } from '../identity/identity.ts'
import { RecordMisfit } from '../records/ask-records.ts'
import type { Person, PersonId, Records } from '../records/records.ts'
import type { VisitorParts } from './visitor-parts.ts'
import { identify, revisit } from './visitors.ts'

const student = NOTABLE_PEOPLE[0]!.person
const foreigner = NOTABLE_PEOPLE.find(({ person }) => person.idNumber?.startsWith('9'))!.person
const byCard = { kind: 'campus-card', uid: '04A1B2C3' as CardUid } as const

function parts(records: Partial<Records>, lines: string[] = []): VisitorParts {
  const unasked = async () => {
    throw new Error('not asked for in this test')
  }
  const asked: Records = {
    ...{ personOfCard: unasked, peopleOfIdNumber: unasked, peopleOfNumber: unasked, person: unasked },
    studyRecord: async () => null,
    ...records,
  }
  const collected = { look: async () => null, take: async () => false }
  const visits: Visits = {
    begin: async () => 'visit-1234' as VisitId,
    use: async () => ({
      ok: true,
      value: {
        visitKey: 'key',
        personId: student.personId,
        proofs: [],
        documentId: null,
        mandateId: null,
        owesNotice: false,
      },
    }),
    prove: async () => undefined,
    agreed: async () => undefined,
    end: async () => undefined,
    isEnded: async () => false,
    endOf: async () => undefined,
    openOf: async () => [],
    list: async () => [],
    endOwn: async () => undefined,
  }
  return {
    ...{
      records: asked,
      collected,
      approved: { open: async (_, offers) => offers.map(offer => ({ ...offer, approved: null })) },
    },
    approvals: { sayAtKiosk: async (_, offers) => offers.map(offer => ({ ...offer, approval: null })) },
    identity: { visits, find: means => findPerson(asked, means), pins: null },
    documents: createIssuerDouble().documents,
    clock: fakeClock(),
    log: pino({}, { write: line => void lines.push(line) }),
    freeCopiesLeft: async () => 4,
    hasReprintCode: async () => false,
    ...{ madeInVisit: async () => [], settings: inForceOf({ freeCopies: 5 }) },
    errandsOf: async () => [],
    notice: { owedBy: async () => null, agree: async () => false },
  }
}
const holds = (person: Person, lost = false): Partial<Records> => ({
  personOfCard: async () => ({ person, lost }),
  peopleOfIdNumber: async number => (number === person.idNumber ? [person] : []),
  person: async () => person,
})
/** The one register that was opened. */
function only(answer: Awaited<ReturnType<typeof identify>>): Visitor {
  const identified = unwrap(answer)
  if ('registers' in identified) throw new Error('one register was expected')
  return identified
}
const byIdCard = (idNumber: string, name: string) => ({ kind: 'id-card', idNumber, name }) as const

describe('identify', () => {
  it('gives a masked visitor and nothing else of the person', async () => {
    const visitor = await identify(parts(holds(student)), 't', byCard)
    expect(visitor).toMatchObject({
      ok: true,
      value: {
        nameMasked: { zh: '林**' },
        numberMasked: '******9001',
      },
    })
    expect(only(visitor).offers.map(({ kind, freeCopiesLeft }) => [kind, freeCopiesLeft])).toContainEqual([
      'transcript',
      4,
    ])
    for (const whole of [student.nameZh, student.nameEn, student.number, student.idNumber, student.personId]) {
      expect(JSON.stringify(visitor)).not.toContain(whole)
    }
  })

  it('takes an ID card by number and name, in either script', async () => {
    const answer = (idNumber: string, name: string, person = student) =>
      identify(parts(holds(person)), 't', byIdCard(idNumber, name))
    expect((await answer(student.idNumber ?? '', ` ${student.nameZh} `)).ok).toBe(true)
    expect((await answer(foreigner.idNumber ?? '', foreigner.nameEn.toUpperCase(), foreigner)).ok).toBe(true)
    expect(await answer(student.idNumber ?? '', '林知')).toMatchObject({
      error: { code: 'card-unknown', detail: 'the name differs' },
    })
    expect(await answer('34052419800101001X', student.nameZh)).toMatchObject({ error: { code: 'card-unknown' } })
    expect(await answer('340524198001010011', student.nameZh)).toMatchObject({ error: { code: 'id-card-unreadable' } })
  })

  it('says that the server can not be reached when the records fail, and why only in the log', async () => {
    const lines: string[] = []
    const failing = parts({ personOfCard: () => Promise.reject(new Error('connection refused')) }, lines)
    expect(await identify(failing, 't', byCard)).toEqual({
      ok: false,
      error: { code: 'server-unreachable', detail: 'records' },
    })
    expect(lines.join('')).toContain('connection refused')
  })

  it('sends to the registry, and not to a server that can not be reached, who stands in the records with a name that is none', async () => {
    const lines: string[] = []
    const misfit = new RecordMisfit('the query personOfCard gave a row whose columns do not fit: name_zh')
    const unfit = parts({ personOfCard: () => Promise.reject(misfit) }, lines)
    expect(await identify(unfit, 't', byCard)).toMatchObject({ error: { code: 'record-unfit' } })
    expect(lines.join('')).toContain('columns do not fit: name_zh')
  })

  it('refuses lost and unknown cards, and people with nothing to print', async () => {
    expect(await identify(parts(holds(student, true)), 't', byCard)).toMatchObject({ error: { code: 'card-lost' } })
    expect(await identify(parts({ personOfCard: async () => null }), 't', byCard)).toMatchObject({
      error: { code: 'card-unknown' },
    })
    expect(await identify(parts(holds({ ...student, status: 'left' })), 't', byCard)).toMatchObject({
      error: { code: 'person-without-records' },
    })
  })

  it('gives who stands in several registers each of them that has something, and a visit in it', async () => {
    const then: Person = { ...student, personId: 'former' as PersonId, number: '2019000007', since: '2019-09-01' }
    const twice = { peopleOfIdNumber: async () => [student, then] }
    const begun: string[] = []
    const moments: unknown[] = []
    const usual = parts(twice)
    const begin: Visits['begin'] = async (_terminalId, personId, { startedAt }) => {
      begun.push(personId)
      moments.push(startedAt)
      return `visit-000${begun.length}` as VisitId
    }
    const counted = { ...usual, identity: { ...usual.identity, visits: { ...usual.identity.visits, begin } } }
    const answer = unwrap(await identify(counted, 't', byIdCard(student.idNumber ?? '', student.nameZh)))
    if (!('registers' in answer)) throw new Error('a choice was expected')
    expect(begun).toEqual([student.personId, 'former'])
    // One login, which its person is told of once and ends as one.
    expect([moments[0], moments[1]]).toEqual([expect.any(Date), moments[0]])
    expect(answer.registers.map(({ title, detail, visitor }) => [title.zh, detail.zh, visitor.numberMasked])).toEqual([
      ['本科 · 计算机科学与技术', expect.stringMatching(/，2023 年入学，在读$/), '******9001'],
      ['本科 · 计算机科学与技术', expect.stringMatching(/，2019 年入学，在读$/), '******0007'],
    ])
    for (const whole of [student.nameZh, student.number, student.idNumber]) {
      expect(JSON.stringify(answer)).not.toContain(whole)
    }
  })

  it('asks nobody to choose a register that has nothing, or that is under another name', async () => {
    const left: Person = { ...student, personId: 'former' as PersonId, status: 'left' }
    const other: Person = { ...student, personId: 'other' as PersonId, nameZh: '林无名', nameEn: 'LIN Wuming' }
    const means = byIdCard(student.idNumber ?? '', student.nameZh)
    for (const people of [
      [left, student],
      [student, other],
    ]) {
      expect(only(await identify(parts({ peopleOfIdNumber: async () => people }), 't', means)).numberMasked).toBe(
        '******9001',
      )
    }
    const none = parts({ peopleOfIdNumber: async () => [left, { ...left, personId: 'third' as PersonId }] })
    expect(await identify(none, 't', means)).toMatchObject({ error: { code: 'person-without-records' } })
  })

  it('lets in who has a reprint code, whatever else there is to be had', async () => {
    const left = parts(holds({ ...student, status: 'left' }))
    const visitor = await identify({ ...left, hasReprintCode: async id => id === student.personId }, 't', byCard)
    expect(unwrap(visitor)).toMatchObject({ hasReprintCode: true })
    expect(unwrap(await identify(parts(holds(student)), 't', byCard))).toMatchObject({ hasReprintCode: false })
  })

  it('shows the reasons to who can have nothing because of a hold, and what each visit has shown', async () => {
    const begun: string[] = []
    const reason = { zh: '学籍信息正在核查', en: 'Your record is being reviewed' }
    const usual = parts(holds(student))
    const begin: Visits['begin'] = async (_terminalId, _personId, { proofs }) => {
      begun.push(...proofs.map(({ way }) => way))
      return 'visit-1234' as VisitId
    }
    const held: VisitorParts = {
      ...usual,
      identity: { ...usual.identity, visits: { ...usual.identity.visits, begin } },
      documents: {
        offers: subject => usual.documents.offers(subject).map(one => ({ ...one, unavailable: reason, mayPass: true })),
      },
    }
    const visitor = only(await identify(held, 't', byCard))
    expect(new Set(visitor.offers.map(({ unavailable }) => unavailable))).toEqual(new Set([reason]))
    expect(visitor.offers.some(offer => 'mayPass' in offer)).toBe(false)
    await identify(held, 't', byIdCard(student.idNumber ?? '', student.nameZh))
    expect(begun).toEqual(['campus-card', 'id-card'])
  })

  it('tells a running visit how things stand now', async () => {
    const again = await revisit(parts(holds(student)), 't', 'visit-1234' as VisitId)
    expect(unwrap(again).offers.every(({ freeCopiesLeft }) => freeCopiesLeft === 4)).toBe(true)
    expect(again).toMatchObject({
      ok: true,
      value: { visitId: 'visit-1234' },
    })
  })
})
