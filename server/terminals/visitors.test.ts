import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { NOTABLE_PEOPLE } from '../../demo/university/notable.ts'
import type { CardUid, VisitId } from '../../src/contract/ids.ts'
import { unwrap } from '../../src/result.ts'
import { createIssuerDouble } from '../../tests/peers/issuer-double.ts'
import { findPerson } from '../identity/find-person.ts'
import type { Visits } from '../identity/identity.ts'
import type { Person, Records } from '../records/records.ts'
import { identify, revisit, type VisitorParts } from './visitors.ts'

const student = NOTABLE_PEOPLE[0]!.person
const foreigner = NOTABLE_PEOPLE.find(({ person }) => person.idNumber?.startsWith('9'))!.person
const byCard = { kind: 'campus-card', uid: '04A1B2C3' as CardUid } as const

function parts(records: Partial<Records>, lines: string[] = []): VisitorParts {
  const unasked = async () => {
    throw new Error('not asked for in this test')
  }
  const asked: Records = {
    ...{ personOfCard: unasked, personOfIdNumber: unasked, person: unasked },
    studyRecord: async () => null,
    ...records,
  }
  const visits: Visits = {
    begin: async () => 'visit-1234' as VisitId,
    use: async () => ({ ok: true, value: { visitKey: 'key', personId: student.personId, assurance: 'campus-card' } }),
    end: async () => undefined,
  }
  return {
    records: asked,
    identity: { visits, find: means => findPerson(asked, means) },
    documents: createIssuerDouble().documents,
    log: pino({}, { write: line => void lines.push(line) }),
    freeCopiesLeft: async () => 4,
    hasReprintCode: async () => false,
  }
}
const holds = (person: Person, lost = false): Partial<Records> => ({
  personOfCard: async () => ({ person, lost }),
  personOfIdNumber: async number => (number === person.idNumber ? person : null),
  person: async () => person,
})
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
    expect(unwrap(visitor).offers.map(({ kind, freeCopiesLeft }) => [kind, freeCopiesLeft])).toContainEqual([
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

  it('refuses lost and unknown cards, and people with nothing to print', async () => {
    expect(await identify(parts(holds(student, true)), 't', byCard)).toMatchObject({ error: { code: 'card-lost' } })
    expect(await identify(parts({ personOfCard: async () => null }), 't', byCard)).toMatchObject({
      error: { code: 'card-unknown' },
    })
    expect(await identify(parts(holds({ ...student, status: 'left' })), 't', byCard)).toMatchObject({
      error: { code: 'person-without-records' },
    })
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
    const begin: Visits['begin'] = async (_terminalId, _personId, assurance) => {
      begun.push(assurance)
      return 'visit-1234' as VisitId
    }
    const held: VisitorParts = {
      ...usual,
      identity: { ...usual.identity, visits: { ...usual.identity.visits, begin } },
      documents: {
        offers: subject => usual.documents.offers(subject).map(one => ({ ...one, unavailable: reason, mayPass: true })),
      },
    }
    const visitor = unwrap(await identify(held, 't', byCard))
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
