import { describe, expect, it } from 'vitest'
import { ERRATA_STATES, type Errata, type ErrataState, isEnded } from './errata.ts'
import type { ErrataEvent, ErrataRefusalName } from './errata-event.ts'
import type { ErrataItem, Evidence, EvidenceId } from './errata-items.ts'
import {
  CAPTION_ROW,
  CONTENT,
  DRAFT,
  E,
  gone,
  NOW,
  outcome,
  PHOTO_DRAFT,
  REGISTER_ROW,
  refusalOf,
} from './fixture-errata.ts'
import { CAMPAIGN, msLater } from './fixtures.ts'

const SUBMITTED = gone(DRAFT, E.submit())
const BACK = gone(SUBMITTED, E.collegeReturn())
const COLLEGE_OK = gone(SUBMITTED, E.collegeApprove())
const NEED_MORE = gone(COLLEGE_OK, E.registryAskMore())
const REGISTRY_OK = gone(COLLEGE_OK, E.registryApprove())
const EXPORTED = gone(REGISTRY_OK, E.export())
const FIXED = gone(EXPORTED, E.fix())
const FAILED = gone(EXPORTED, E.externalFail())
const REJECTED = gone(COLLEGE_OK, E.registryReject())
const WITHDRAWN = gone(SUBMITTED, E.withdraw())
const ALL: Readonly<Record<ErrataState, Errata>> = {
  ...{ draft: DRAFT, submitted: SUBMITTED, 'college-back': BACK, 'college-ok': COLLEGE_OK, 'need-more': NEED_MORE },
  ...{ 'registry-ok': REGISTRY_OK, exported: EXPORTED, fixed: FIXED, 'external-failed': FAILED },
  ...{ 'registry-rejected': REJECTED, withdrawn: WITHDRAWN },
}
const LATE = gone(DRAFT, E.submit('支教未归'))
const LATE_BACK = gone(LATE, E.collegeReturn())
const tell = (state: ErrataState, note: string | null = null) => ({ kind: 'tell-student', state, note })
const TO_REGISTRY = { kind: 'work-for', office: 'registry' }
const TO_COLLEGE = { kind: 'work-for', office: 'college' }
const DISPUTE = { kind: 'dispute-check', lateReason: null }

describe('an errata form', () => {
  it.each<[string, Errata, ErrataEvent, ErrataState, readonly unknown[]]>([
    ['is rewritten', DRAFT, E.rewrite({ ...CONTENT, contact: 'a@b.cn' }), 'draft', []],
    ['is handed in', DRAFT, E.submit(), 'submitted', [DISPUTE, TO_COLLEGE]],
    ['is handed in late', DRAFT, E.submit(' 支教 '), 'submitted', [{ ...DISPUTE, lateReason: '支教' }, TO_COLLEGE]],
    ['is given back', SUBMITTED, E.collegeReturn(' 请补 '), 'college-back', [tell('college-back', '请补')]],
    ['is rewritten then', BACK, E.rewrite(CONTENT), 'college-back', []],
    ['is handed in again', BACK, E.submit(), 'submitted', [TO_COLLEGE]],
    ['is agreed to', SUBMITTED, E.collegeApprove(), 'college-ok', [tell('college-ok'), TO_REGISTRY]],
    ['is agreed to late', LATE, E.collegeApprove(true), 'college-ok', [{ kind: 'accept-late' }, TO_REGISTRY]],
    ['is not agreed to late', LATE, E.collegeReturn(), 'college-back', [{ kind: 'end-check', how: 'late-refused' }]],
    [
      'is handed in late once more',
      LATE_BACK,
      E.submit('支教'),
      'submitted',
      [{ ...DISPUTE, lateReason: '支教' }, TO_COLLEGE],
    ],
    ['is asked about', COLLEGE_OK, E.registryAskMore(), 'need-more', [tell('need-more', '请补户口页')]],
    ['is answered for', NEED_MORE, E.supplement(), 'college-ok', [TO_REGISTRY]],
    ['is right', COLLEGE_OK, E.registryApprove(), 'registry-ok', [tell('registry-ok')]],
    ['is wrong', COLLEGE_OK, E.registryReject(), 'registry-rejected', [{ kind: 'end-check', how: 'rejected' }]],
    ['is sent', REGISTRY_OK, E.export(), 'exported', [tell('exported')]],
    ['is done', EXPORTED, E.fix(), 'fixed', [{ kind: 'end-check', how: 'fixed' }]],
    [
      'is refused there',
      EXPORTED,
      E.externalFail(),
      'external-failed',
      [{ kind: 'end-check', how: 'external-failed' }],
    ],
    ['is thrown away', DRAFT, E.withdraw(), 'withdrawn', []],
    ['is taken back', SUBMITTED, E.withdraw(), 'withdrawn', [{ kind: 'end-check', how: 'withdrawn' }]],
    [
      'is taken back from where it was given back',
      BACK,
      E.withdraw(),
      'withdrawn',
      [{ kind: 'end-check', how: 'withdrawn' }],
    ],
    ['is taken back late', LATE, E.withdraw(), 'withdrawn', [{ kind: 'end-check', how: 'withdrawn' }]],
    ['is thrown away when late and given back', LATE_BACK, E.withdraw(), 'withdrawn', []],
  ])('%s', (_, before, event, state, effects) => {
    const { errata, effects: ordered } = outcome(before, event)
    expect(errata.state).toBe(state)
    expect(ordered).toEqual(effects)
  })

  it('remembers what it has been through, by whom and with which words', () => {
    const by = { kind: 'staff', staffId: 's-1' }
    expect(gone(LATE_BACK, E.submit('支教，手机丢失')).history).toEqual([
      { state: 'submitted', at: NOW, by: { kind: 'student' }, note: '支教未归' },
      { state: 'college-back', at: NOW, by, note: '请补证明' },
      { state: 'submitted', at: NOW, by: { kind: 'student' }, note: '支教，手机丢失' },
    ])
    expect(REJECTED.history.at(-1)).toEqual({ state: 'registry-rejected', at: NOW, by, note: '与录取一致' })
    expect(FAILED.history.at(-1)?.note).toBe('平台退回')
    expect(NEED_MORE.history.at(-1)?.note).toBe('请补户口页')
    expect(FIXED.history.map(({ state }) => state)).toEqual([
      ...['submitted', 'college-ok', 'registry-ok', 'exported', 'fixed'],
    ])
  })

  it('holds what was rewritten', () => {
    const content = { ...CONTENT, contact: 'a@b.cn' }
    expect(gone(DRAFT, E.rewrite(content)).content).toEqual(content)
  })
})

describe('what an errata form refuses', () => {
  const STUDENT = [E.rewrite(CONTENT), E.submit(), E.withdraw(), E.supplement()]
  const COLLEGE = [E.collegeApprove(), E.collegeReturn()]
  const REGISTRY = [E.registryApprove(), E.registryReject(), E.registryAskMore(), E.export(), E.fix(), E.externalFail()]
  const named = (state: ErrataState, events: readonly ErrataEvent[]) =>
    events.map(event => refusalOf(ALL[state], event)).join(' ')

  it('of the student, by its state', () => {
    expect(named('draft', STUDENT)).toBe('   nothing-asked')
    expect(named('submitted', STUDENT)).toBe('not-yours-any-more not-yours-any-more  nothing-asked')
    expect(named('college-back', STUDENT)).toBe('   nothing-asked')
    for (const state of ['college-ok', 'registry-ok', 'exported'] as const)
      expect(named(state, STUDENT), state).toBe(
        'not-yours-any-more not-yours-any-more college-has-spoken nothing-asked',
      )
    expect(named('need-more', STUDENT)).toBe('not-yours-any-more not-yours-any-more college-has-spoken ')
  })

  it('of the college, by its state', () => {
    for (const state of ['draft', 'college-back'] as const)
      expect(named(state, COLLEGE), state).toBe('not-submitted not-submitted')
    for (const state of ['college-ok', 'need-more', 'registry-ok', 'exported'] as const)
      expect(named(state, COLLEGE), state).toBe('college-has-spoken college-has-spoken')
  })

  it('of the registry, by its state', () => {
    const six = (name: string) => Array.from({ length: 6 }, () => name).join(' ')
    expect(named('draft', REGISTRY)).toBe(six('not-submitted'))
    expect(named('college-back', REGISTRY)).toBe(six('not-submitted'))
    expect(named('submitted', REGISTRY)).toBe(six('college-first'))
    expect(named('college-ok', REGISTRY)).toBe('   registry-first registry-first not-exported')
    const spoken = 'registry-has-spoken registry-has-spoken registry-has-spoken'
    expect(named('need-more', REGISTRY)).toBe(`${spoken} registry-first registry-first not-exported`)
    expect(named('registry-ok', REGISTRY)).toBe(`${spoken}  not-exported not-exported`)
    expect(named('exported', REGISTRY)).toBe(`${spoken} registry-has-spoken  `)
  })

  it('of everyone once it has ended', () => {
    const ends = ERRATA_STATES.filter(isEnded)
    expect(ends).toEqual(['registry-rejected', 'fixed', 'external-failed', 'withdrawn'])
    for (const state of ends)
      for (const event of [...STUDENT, ...COLLEGE, ...REGISTRY])
        expect(refusalOf(ALL[state], event), state).toBe('ended')
  })

  it.each<[ErrataRefusalName, string, Errata, ErrataEvent]>([
    ['late-reason-missing', 'a late one without a reason', DRAFT, E.submit(null, true)],
    ['late-reason-missing', 'a late one with an empty reason', DRAFT, E.submit(' ')],
    ['reason-too-long', 'a late one at length', DRAFT, E.submit('长'.repeat(501))],
    ['late-not-accepted', 'agreement that does not speak of being late', LATE, E.collegeApprove()],
    ['reason-missing', 'giving back without a reason', SUBMITTED, E.collegeReturn(' ')],
    ['reason-missing', 'rejecting without a reason', COLLEGE_OK, E.registryReject('')],
    ['reason-missing', 'asking without a question', COLLEGE_OK, E.registryAskMore('')],
    ['reason-missing', 'failing without a reason', EXPORTED, E.externalFail('')],
    ['reason-too-long', 'giving back at length', SUBMITTED, E.collegeReturn('长'.repeat(501))],
    ['no-such-row', 'proof for a row that there is not', NEED_MORE, E.supplement({ row: 1 })],
    ['no-such-row', 'proof for no row', NEED_MORE, E.supplement({ row: null })],
    ['evidence-missing', 'an answer that says nothing', NEED_MORE, E.supplement({ evidence: [] })],
    ['reason-too-long', 'an answer at length', NEED_MORE, E.supplement({ note: '长'.repeat(501) })],
    [
      'nothing-to-export',
      'sending a photograph to the register',
      gone(PHOTO_DRAFT, E.submit(), E.collegeApprove(), E.registryApprove()),
      E.export(),
    ],
  ])('%s: %s', (name, _, errata, event) => {
    expect(refusalOf(errata, event)).toBe(name)
  })
})

describe('being late', () => {
  it('is not for a form that was in time once', () => {
    expect(gone(BACK, E.submit(null, true))).toMatchObject({ state: 'submitted', lateReason: null })
    expect(refusalOf(LATE_BACK, E.submit(null, true))).toBe('late-reason-missing')
  })

  it('is forgotten where the university has put its deadline off', () => {
    expect(gone(LATE_BACK, E.submit(null)).lateReason).toBeNull()
  })
})

describe('what the registry asks for', () => {
  const files = (count: number): Evidence[] => Array.from({ length: count }, (_, nth) => `file-${nth}` as EvidenceId)

  it('is added to its row, and the rest stays', () => {
    const two = gone(
      { ...DRAFT, content: { ...CONTENT, items: [REGISTER_ROW, CAPTION_ROW] } },
      E.submit(),
      E.collegeApprove(),
      E.registryAskMore(),
    )
    const answered = gone(two, E.supplement({ row: 1, evidence: files(2), note: '见附件' }))
    expect(answered.content.items).toEqual([REGISTER_ROW, { ...CAPTION_ROW, evidence: files(2) }])
    expect(answered.history.at(-1)?.note).toBe('见附件')
  })

  it('may be a word alone', () => {
    expect(gone(NEED_MORE, E.supplement({ row: null, evidence: [], note: '已交办公室' })).content).toEqual(CONTENT)
  })

  it('has room for five files', () => {
    expect(refusalOf(NEED_MORE, E.supplement({ evidence: [...files(5), 'on-paper'] }))).toBeNull()
    expect(refusalOf(NEED_MORE, E.supplement({ evidence: files(6) }))).toBe('evidence-too-much')
  })
})

describe('what holds nothing for the national register', () => {
  it('is done once the registry agrees', () => {
    const ready = gone(PHOTO_DRAFT, E.submit(), E.collegeApprove(), E.registryApprove())
    expect(gone(ready, E.fix()).state).toBe('fixed')
    expect(refusalOf(gone(PHOTO_DRAFT, E.submit(), E.collegeApprove()), E.fix())).toBe('registry-first')
  })

  it('is a form about the photograph alone, and none with one row for it among others', () => {
    const agreed = (items: readonly ErrataItem[]) =>
      gone({ ...PHOTO_DRAFT, content: { ...CONTENT, items } }, E.submit(), E.collegeApprove(), E.registryApprove())
    expect(refusalOf(agreed([]), E.export())).toBe('nothing-to-export')
    expect(refusalOf(agreed([CAPTION_ROW, REGISTER_ROW]), E.export())).toBeNull()
  })
})

describe('the lock', () => {
  const last = msLater(CAMPAIGN.lockAt, 999)
  const locked = msLater(CAMPAIGN.lockAt, 1000)

  it('ends everything but the news of what was sent', () => {
    expect(refusalOf(DRAFT, E.submit(), last)).toBeNull()
    for (const [errata, event] of [
      [DRAFT, E.submit()],
      [SUBMITTED, E.withdraw()],
      [SUBMITTED, E.collegeApprove()],
      [COLLEGE_OK, E.registryApprove()],
      [REGISTRY_OK, E.export()],
      [EXPORTED, E.withdraw()],
      [gone(PHOTO_DRAFT, E.submit(), E.collegeApprove(), E.registryApprove()), E.fix()],
    ] as const)
      expect(refusalOf(errata, event, locked), event.kind).toBe('locked')
    expect(outcome(EXPORTED, E.fix(), locked)).toMatchObject({ errata: { state: 'fixed' }, effects: [tell('fixed')] })
    expect(outcome(EXPORTED, E.externalFail(), locked).effects).toEqual([tell('external-failed', '平台退回')])
  })
})

describe('a request about a form that comes again', () => {
  it('is no mistake, and the key of one thing is not that of another', () => {
    const done = gone(DRAFT, E.submit(null, false, 'once'))
    expect(outcome(done, E.submit(null, false, 'once'))).toEqual({ errata: done, effects: [] })
    expect(refusalOf(done, E.withdraw('once'))).toBe('key-reused')
    const ended = gone(done, E.withdraw('twice'))
    expect(outcome(ended, E.withdraw('twice'), msLater(CAMPAIGN.lockAt, 1000))).toEqual({ errata: ended, effects: [] })
  })
})
