import { expect, it } from 'vitest'
import { describeOnStores } from '../../tests/peers/stores.ts'
import type { VisitorCaller } from '../ground/callers.ts'
import { noteLook } from './looks.ts'
import { openLooks } from './open-looks.ts'

const BY = { staffId: 'staff-1', role: 'registrar' } as const
const NOW = new Date('2026-11-30T02:00:00Z')

describeOnStores('a look at what is masked', store => {
  const note = (personId: string, reason: string, at = NOW) =>
    store()
      .db.transaction()
      .execute(tx => noteLook(tx, { personId, by: BY, what: ['name', 'number'], reason }, at))
  const seenBy = async (...personIds: string[]) => {
    const caller = { personIds } as unknown as VisitorCaller
    const answer = await openLooks(store()).handlers.looks({}, caller)
    return answer.ok ? answer.value.looks : []
  }

  it('is told to its person alone, the newest first, with role and reason and without a name', async () => {
    await note('student/1', '核对成绩单姓名')
    await note('staff/1', 'the same person as staff', new Date(NOW.getTime() + 1_000))
    await note('student/2', 'somebody else')
    const seen = await seenBy('student/1', 'staff/1')
    expect(seen.map(({ reason }) => reason)).toEqual(['the same person as staff', '核对成绩单姓名'])
    expect(seen[1]).toEqual({
      ...{ at: NOW.toISOString(), role: 'registrar', what: ['name', 'number'], reason: '核对成绩单姓名' },
    })
    expect(JSON.stringify(seen)).not.toContain('staff-1')
    expect(await seenBy('student/3')).toEqual([])
  })

  it('stands in the audit trail with who it was, and without whose it was', async () => {
    const lookId = await note('student/4', 'asked by telephone')
    const events = await store().db.selectFrom('audit').selectAll().where('subject', '=', lookId).execute()
    expect(events).toMatchObject([{ event: 'person-uncovered', detail: { by: 'staff-1', what: 'name number' } }])
    expect(JSON.stringify(events)).not.toContain('student/4')
  })

  it('is no look without a reason, and keeps none that would break a line', async () => {
    await expect(note('student/5', ' \n ')).rejects.toThrow('why')
    await note('student/5', `a\nb${'x'.repeat(400)}`)
    const [look] = await seenBy('student/5')
    expect(look?.reason).toHaveLength(300)
    expect(look?.reason.startsWith('a bx')).toBe(true)
  })
})
