import { expect, it } from 'vitest'
import { CASES_DESK_ROUTES } from '../../../src/contract/cases-desk-api.ts'
import type { Role } from '../../../src/rules/staff-roles.ts'
import { createCasesWorld } from '../../../tests/peers/cases-world.ts'
import { staffCaller } from '../../../tests/peers/staff-callers.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import type { StaffCaller } from '../../ground/callers.ts'
import { deskHandlers } from './desk-handlers.ts'

const MINUTE_MS = 60_000

describeOnStores('cases in the console', store => {
  const open = () => {
    const world = createCasesWorld(store())
    const house = { name: { zh: '示范大学', en: 'Model University' }, payeeName: '', helpPhone: '' }
    const ground = {
      ...{ db: store().db, clock: world.clock, isServing: true },
      house: { ...house, timeZone: 'Asia/Shanghai', publicBaseUrl: 'https://print.example.edu.cn' },
    }
    const handlers = deskHandlers(ground, world.desk, 2_000)
    const worker = (name: string, role: Role = 'finance', sites = ['*']) =>
      staffCaller(store().db, { name, role, sites, nowMs: world.clock.now() })
    /** A case as somebody has it before them, once it has gone over the line. */
    const look = async (caseNumber: string, caller: StaffCaller) => {
      const one = await handlers.staffCase({ caseNumber }, caller)
      if (!one.ok) throw new Error(`not shown: ${JSON.stringify(one.error)}`)
      return CASES_DESK_ROUTES.staffCase.output.parse(one.value)
    }
    const act = async (caseNumber: string, caller: StaffCaller, said: object, isPreview = false) => {
      const { seen } = await look(caseNumber, caller)
      return handlers.actOnCase({ caseNumber, seen, isPreview, act: 'close', ...said }, caller)
    }
    const agree = async (caseNumber: string, caller: StaffCaller) =>
      handlers.agreeOnCase({ caseNumber, seen: (await look(caseNumber, caller)).seen }, caller)
    return { world, handlers, worker, look, act, agree }
  }

  it('are closed by an account, which stands in the history for ever', async () => {
    const { world, worker, look, act } = open()
    const caseNumber = await world.tell({ kind: 'sheets-differ', amountFen: null })
    const wang = await worker('王芳')
    const would = await act(caseNumber, wang, { reason: '两张是测试页' }, true)
    expect(would).toMatchObject({ value: { outcome: 'done', isPreview: true, state: 'ended' } })
    expect((await look(caseNumber, wang)).state).toBe('open')
    expect(await act(caseNumber, wang, { reason: '两张是测试页' })).toMatchObject({
      value: { outcome: 'done', state: 'ended', says: { zh: '结案已办好，事项办结。' } },
    })
    const one = await look(caseNumber, wang)
    expect(one.acts).toEqual([])
    expect(one.history.find(({ step }) => step === 'asked')?.by).toEqual({
      ...{ name: '王芳', user: 'console', isAccount: true },
    })
    const audited = await store().db.selectFrom('audit').selectAll().where('subject', '=', caseNumber).execute()
    expect(audited.find(({ event }) => event === 'case-ended')?.detail).toMatchObject({ by: wang.staffId })
  })

  it('refuse in both languages what was said wrongly, and then nothing has changed', async () => {
    const { world, worker, look, act } = open()
    const caseNumber = await world.tell({ kind: 'sheets-differ', amountFen: null })
    const wang = await worker('王芳')
    const said = await act(caseNumber, wang, {})
    expect(said).toMatchObject({ value: { outcome: 'refused', isWrongUse: true } })
    if (!said.ok || said.value.outcome !== 'refused') throw new Error('not refused')
    expect(said.value.says.zh).toMatch(/\p{Script=Han}/u)
    expect(said.value.says.en).not.toMatch(/\p{Script=Han}/u)
    expect((await look(caseNumber, wang)).state).toBe('open')
  })

  it('speak of the fields of a form, and of no option of a command', async () => {
    const { world, worker, act } = open()
    const caseNumber = await world.tell({ amountFen: 1_000 })
    const wang = await worker('王芳')
    const refused = async (said: object) => {
      const answer = await act(caseNumber, wang, { act: 'refund', ...said })
      if (!answer.ok || answer.value.outcome !== 'refused') throw new Error(`not refused: ${JSON.stringify(answer)}`)
      return answer.value.says
    }
    expect(await refused({ amountFen: 0 })).toEqual({
      zh: '金额：以元计，一定写两位小数，例如 8.00，最多 100000.00',
      en: 'the amount: yuan, always with two digits such as 8.00, 100000.00 at most',
    })
    expect(await refused({ amountFen: 1_001, reason: '多退' })).toMatchObject({ zh: expect.stringMatching(/^金额：/u) })
    expect(await refused({ amountFen: 500 })).toMatchObject({ zh: expect.stringMatching(/^缺原因：/u) })
    for (const said of [
      { copies: 2 },
      { reference: 'R-1234' },
      { amountFen: 1, reason: '\0' },
      { amountFen: 1, reason: '?' },
    ])
      expect(JSON.stringify(await refused(said)), JSON.stringify(said)).not.toMatch(/--/u)
  })

  it('are decided by two accounts above the set amount, and never by one under another spelling', async () => {
    const { world, worker, look, act, agree } = open()
    const { desk } = world
    desk.hearActs('copy-unclear', { carryOut: { refund: async () => ({ ok: true, value: { isUnderWay: true } }) } })
    const caseNumber = await world.tell({ amountFen: 2_001 })
    const wang = await worker('王芳')
    expect(await act(caseNumber, wang, { act: 'refund' })).toMatchObject({
      value: { outcome: 'done', state: 'waiting-for-agreement' },
    })
    expect((await look(caseNumber, wang)).whyNotAgree).not.toBeNull()
    for (const same of [wang, await worker('王 芳'), await worker('王•芳', 'admin')])
      expect(await agree(caseNumber, same), same.staffId).toMatchObject({ value: { outcome: 'refused' } })
    // Nor by the command, under the name of the account.
    expect(await world.run('agree', caseNumber, '--by', '王芳')).toMatchObject({ exit: 3 })
    const li = await worker('李伟')
    expect((await look(caseNumber, li)).mayAgree).toBe(true)
    expect(await agree(caseNumber, li)).toMatchObject({ value: { outcome: 'done', state: 'under-way' } })
    const names = (await look(caseNumber, li)).history.flatMap(({ step, by }) => (by ? [`${step} ${by.name}`] : []))
    expect(names).toEqual(['asked 王芳', 'agreed 李伟'])
  })

  it('asked for by a command are agreed to in the console by another person, and by nobody of that name', async () => {
    const { world, worker, look, agree } = open()
    const caseNumber = await world.tell({ kind: 'books-differ', amountFen: 5_000 })
    await world.run('act', caseNumber, 'close', '--by', '王芳', '--reason', '已查明')
    expect(await agree(caseNumber, await worker('王芳'))).toMatchObject({ value: { outcome: 'refused' } })
    const li = await worker('李伟')
    expect(await agree(caseNumber, li)).toMatchObject({ value: { outcome: 'done', state: 'ended' } })
    const { history } = await look(caseNumber, li)
    expect(history.find(({ step }) => step === 'asked')?.by).toMatchObject({ name: '王芳', isAccount: false })
    expect(JSON.stringify(await world.run('show', caseNumber, '--json'))).toContain('"agreedByOneUser":false')
  })

  it('are not carried out for somebody who may not ask any more', async () => {
    const { world, worker, act, agree } = open()
    const caseNumber = await world.tell({ kind: 'books-differ', amountFen: 5_000 })
    const wang = await worker('王芳')
    await act(caseNumber, wang, { reason: '已查明' })
    const { db } = store()
    await db.updateTable('staff_account').set({ role: 'auditor' }).where('staff_id', '=', wang.staffId).execute()
    const li = await worker('李伟')
    expect(await agree(caseNumber, li)).toMatchObject({ value: { outcome: 'refused' } })
    await db
      .updateTable('staff_account')
      .set({ role: 'finance', state: 'ended', ended_at: new Date(), ended_by: li.staffId })
      .where('staff_id', '=', wang.staffId)
      .execute()
    expect(await agree(caseNumber, li)).toMatchObject({ value: { outcome: 'refused' } })
  })

  it('are left alone where something has happened since somebody looked', async () => {
    const { world, handlers, worker, look } = open()
    const caseNumber = await world.tell({ kind: 'books-differ', subject: 'one', amountFen: null })
    const wang = await worker('王芳')
    const { seen } = await look(caseNumber, wang)
    const evidence = [{ source: 'server', atMs: 1, says: 'something new' }] as const
    await world.tell({ kind: 'books-differ', subject: 'one', amountFen: null, evidence })
    const said = { caseNumber, seen, isPreview: false, act: 'close', reason: '已查明' }
    expect(await handlers.actOnCase(said, wang)).toMatchObject({ value: { outcome: 'refused', isWrongUse: false } })
    expect((await look(caseNumber, wang)).state).toBe('open')
  })

  it('ask for a fresh second proof before anything is done, and not before it is looked at', async () => {
    const { world, handlers, worker, look } = open()
    const caseNumber = await world.tell({ kind: 'books-differ', amountFen: null })
    const wang = await worker('王芳')
    await world.clock.advance(6 * MINUTE_MS)
    const said = { caseNumber, seen: (await look(caseNumber, wang)).seen, act: 'close', reason: '已查明' }
    expect(await handlers.actOnCase({ ...said, isPreview: true }, wang)).toMatchObject({ value: { outcome: 'done' } })
    for (const refused of [
      await handlers.actOnCase({ ...said, isPreview: false }, wang),
      await handlers.agreeOnCase({ caseNumber, seen: said.seen }, wang),
      await handlers.takeBackOnCase({ caseNumber, seen: said.seen, reason: '看错了' }, wang),
    ])
      expect(refused).toMatchObject({ ok: false, error: { code: 'step-up-needed' } })
  })

  it('of no terminal are hidden from who is in charge of some sites alone', async () => {
    const { world, handlers, worker } = open()
    const caseNumber = await world.tell({ kind: 'books-differ', amountFen: null })
    const north = await worker('北区', 'finance', ['north'])
    expect(await handlers.staffCase({ caseNumber }, north)).toMatchObject({ error: { code: 'case-unknown' } })
    expect(
      await handlers.actOnCase({ caseNumber, seen: '1', isPreview: true, act: 'close', reason: '已查明' }, north),
    ).toMatchObject({ error: { code: 'case-unknown' } })
    const listed = await handlers.staffCases({ state: 'all', limit: 200 }, north)
    expect(listed).toMatchObject({ value: { rows: [] } })
  })

  it('are listed a page after the other, the oldest first, by state and kind', async () => {
    const { world, handlers, worker } = open()
    const wang = await worker('王芳')
    const mine: string[] = []
    for (let n = 0; n < 5; n++) {
      mine.push(await world.tell({ kind: 'issued-file-damaged', amountFen: null }))
      await world.clock.advance(n === 2 ? 0 : MINUTE_MS)
    }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await handlers.staffCases({ state: 'open', kind: 'issued-file-damaged', limit: 2, after }, wang)
      if (!page.ok) throw new Error('no page')
      seen.push(...page.value.rows.map(({ caseNumber }) => caseNumber))
      after = page.value.next ?? undefined
    } while (after !== undefined)
    expect(seen.toSorted()).toEqual(mine.toSorted())
    expect(await handlers.staffCases({ state: 'open', limit: 2, after: 'nonsense' }, wang)).toMatchObject({ ok: false })
    const found = await handlers.staffCases({ state: 'all', limit: 2, search: mine[3]!.toLowerCase() }, wang)
    expect(found).toMatchObject({ value: { rows: [{ caseNumber: mine[3] }] } })
  })
})
