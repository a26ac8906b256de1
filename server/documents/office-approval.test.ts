import { describe, expect, it } from 'vitest'
import { PURPOSES, type Purpose } from '../../src/rules/purposes.ts'
import { USUAL_TARIFF } from '../../src/rules/tariff.ts'
import { HOUSE_TEMPLATES } from './house-templates.ts'
import { type KindDefinition, kindDefinitionSchema, mistakeIn } from './kind.ts'
import { loadKinds } from './load-kinds.ts'
import { offersOf } from './offers.ts'
import { isAskedFor } from './office-approval.ts'
import { KNOWN_BY_CARD, NOTHING_FURTHER, sampleStudent, sampleSubject } from './sample-subjects.ts'

const REASON = { zh: '需经学生处审核。', en: 'The Office of Student Affairs looks at it first.' }
const proof = loadKinds(HOUSE_TEMPLATES).find(({ kind }) => kind === 'enrolment-proof')!
const needing = (more: object = {}, rest: Partial<KindDefinition> = {}) => ({
  ...proof,
  ...rest,
  approval: kindDefinitionSchema.shape.approval.parse({ office: 'student-affairs', reason: REASON, ...more }),
})
const first = (kind: KindDefinition, subject = sampleSubject()) => offersOf([kind], subject, USUAL_TARIFF)[0]!

describe('a kind that needs the approval of an office', () => {
  it('is not to be had, with the reason, and says which office is asked and what it promises', () => {
    expect(first(needing())).toMatchObject({
      ...{ unavailable: REASON, mayPass: true },
      approval: { office: 'student-affairs', officeName: proof.office, withinWorkingDays: 3, purposes: null },
    })
    const name = { zh: '学生处', en: 'Office of Student Affairs' }
    expect(first(needing({ name })).approval?.officeName).toEqual(name)
    expect(mistakeIn(needing(), ['zh.typ', 'en.typ'])).toBeNull()
  })

  it('can be made where it waits for the office, and where the office itself has it made', () => {
    const waiting = { ...sampleSubject(), mayAwaitApproval: true }
    expect(first(needing(), waiting)).toMatchObject({ unavailable: null, approval: { office: 'student-affairs' } })
    const byOffice = { ...sampleSubject(), known: 'by-the-office' as const }
    expect(first(needing(), byOffice).unavailable).toBeNull()
  })

  it('asks for a better card only of who may have it made', () => {
    const kind = needing({}, { assurance: { level: 'A3', withinMinutes: null } })
    expect(first(kind)).toMatchObject({ unavailable: REASON, approval: { office: 'student-affairs' } })
    const waiting = first(kind, { ...sampleSubject(), mayAwaitApproval: true })
    expect(waiting.unavailable?.en).toContain('university login')
    expect(waiting.approval).toBeNull()
  })

  it('says what lasts and what holds it before the office is spoken of', () => {
    const held = { ...NOTHING_FURTHER, holds: [{ reason: 'record-review' }] }
    const subject = { ...sampleSubject(), person: sampleStudent({ dataSets: held }), known: KNOWN_BY_CARD }
    expect(first(needing(), subject)).toMatchObject({ approval: null, mayPass: true })
    expect(first(needing(), subject).unavailable?.en).toContain('being reviewed')
  })

  it('needs it of those people alone whom it names', () => {
    expect(first(needing({ statuses: ['graduated'] })).unavailable).toBeNull()
    expect(first(needing({ levels: ['master', 'doctor'] })).unavailable).toBeNull()
    expect(first(needing({ groups: ['undergraduate'], levels: ['bachelor'] })).unavailable).toEqual(REASON)
  })
})

it('an office is asked for the purposes that are named, and wherever none of the usual ones is', () => {
  const asked = (purposes: readonly Purpose[] | null) =>
    [...PURPOSES, null].filter(purpose => isAskedFor({ purposes }, purpose))
  expect(asked(null)).toEqual([...PURPOSES, null])
  expect(asked(['visa', 'abroad'])).toEqual(['abroad', 'visa', null])
})
