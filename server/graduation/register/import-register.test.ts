import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { systemClock } from '../../../native/system-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { sampleStudent } from '../../documents/sample-subjects.ts'
import { workbookOf } from '../../ground/sheets/xlsx/write-workbook.ts'
import { createContentStore } from '../../ground/store/content-store.ts'
import type { PersonId } from '../../records/records.ts'
import {
  type InventedStudent,
  inventedIdNumber,
  inventedStudent,
  registerCells,
  registerCsv,
  registerHeading,
} from '../fixture-register.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { tidyImports } from '../imports/tidy-imports.ts'
import { goOnWithImports } from '../imports/work-on-import.ts'
import { createPhotoMaker } from '../photos/photo-maker.ts'
import { openGraduationSeals } from '../seals.ts'
import { importRegister } from './import-register.ts'

describeOnStores('a register that is brought in', store => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-register-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const start = async () => {
    const { db } = store()
    await db.deleteFrom('enrolment').execute()
    await db.deleteFrom('graduation_import').execute()
    const answers = { isAway: false, moment: new Date('2026-03-02T01:00:00Z'), asked: 0, stopAt: Infinity }
    const now = () => answers.moment
    const seals = await openGraduationSeals(db, now())
    const parts: ImportParts = {
      ...{ db, seals, now, log: pino({ level: 'silent' }), today: () => '2026-03-02' },
      ...{ content: createContentStore(folder), makePhotos: () => createPhotoMaker({ clock: systemClock }) },
      lookup: async () => ({
        // The university knows those of the first thousand, and one of them by another identity number.
        registersOfNumber: async number => {
          if (answers.isAway) throw new Error('connection lost')
          answers.asked++
          if (answers.asked >= answers.stopAt) throw new Error('killed')
          const serial = Number(number.slice(4))
          const idNumber = inventedIdNumber(serial === 7 ? 70_007 : serial)
          const personId = `student/${number}` as PersonId
          return serial < 1_000 ? [sampleStudent({ personId, number, idNumber })] : []
        },
      }),
    }
    let files = 0
    const give = async (content: string | Uint8Array, ...flags: string[]) => {
      const from = join(folder, `register-${++files}.csv`)
      await writeFile(from, content)
      const said = { positionals: [], texts: { from }, flags: [...flags, 'json', 'report'] }
      const lines: string[] = []
      const run = { progress: (line: string) => void lines.push(line), signal: new AbortController().signal }
      const answer = await importRegister(parts, said, { ...run, givenBy: 'root' })
      return { ...answer, value: answer.value as Record<string, never>, lines }
    }
    const enrolments = () => db.selectFrom('enrolment').selectAll().orderBy('student_number').execute()
    return { db, parts, seals, give, enrolments, answers, now }
  }
  const student = (serial: number, other: Partial<InventedStudent> = {}) => inventedStudent(serial, other)

  it('says of a thousand mixed rows exactly what each would do, and changes nothing', async () => {
    const { give, enrolments } = await start()
    await give(registerCsv(Array.from({ length: 40 }, (_, at) => student(at))))
    const wrong: InventedStudent[] = [
      ...Array.from({ length: 5 }, (_, at) => student(1_000 + at, { 身份证号码: '11010120030412000' + 'X' })),
      ...Array.from({ length: 4 }, (_, at) => student(1_010 + at, { 姓名: ' ' })),
      ...Array.from({ length: 3 }, (_, at) => student(1_020 + at, { 学籍状态: '云游' })),
      ...Array.from({ length: 2 }, (_, at) => student(1_030 + at, { 学号: '2.022E+09' })),
      student(1_040, { 身份证号码: '' }),
      student(1_041, { 预计毕业日期: '2026-06' }),
      student(1_042, { 性别: '?' }),
      // Two people with one number: neither can be right.
      ...[student(1_050, { 学号: '2022001051' }), student(1_051)],
      // One examinee number for two, and one identity number with two names.
      ...[student(1_060, { 考生号: student(1_061).考生号 }), student(1_061)],
      ...[student(1_070, { 身份证号码: inventedIdNumber(1_071), 姓名: '虚构某' }), student(1_071)],
      // Once more the same student.
      student(90),
      // The number of somebody who stands there, with another name and another paper.
      student(1_080, { 学号: '2022000030', 姓名: '虚构乙' }),
    ]
    const changed = [
      ...Array.from({ length: 10 }, (_, at) => student(10 + at, { 专业名称: '网络工程' })),
      student(20, { 姓名: '虚构改', 学籍状态: '休学' }),
    ]
    const right = [
      ...Array.from({ length: 10 }, (_, at) => student(at)),
      ...changed,
      ...Array.from({ length: 954 }, (_, at) => student(40 + at, at === 0 ? { 出生日期: '2003-04-13' } : {})),
    ]
    const rows = [...right, ...wrong]
    expect(rows).toHaveLength(1_000)
    const trial = await give(registerCsv(rows), 'trial')
    expect(trial).toMatchObject({ exit: 0 })
    expect(trial.value).toMatchObject({
      state: 'checked',
      rows: { new: 954, changed: 11, same: 10, error: 25 },
      causes: {
        ...{ 'id-check-digit': 5, 'no-name': 4, 'standing-unknown': 3, rounded: 2, 'no-id-number': 1 },
        ...{ 'day-unreadable': 1, 'sex-unknown': 1, 'student-number-of-two': 2, 'examinee-number-of-two': 2 },
        ...{ 'id-number-of-two-names': 2, twice: 1, 'student-number-of-another': 1 },
        ...{ 'born-differs': 1, 'known-as-another': 1 },
      },
    })
    const report = trial.files?.report?.split('\r\n') ?? []
    expect(report.find(line => line.startsWith('22,'))).toBe('22,Changed,,,******0020,虚**,Name; Standing,')
    expect(report.join('')).not.toContain(inventedIdNumber(50))
    expect(await enrolments()).toHaveLength(40)
    // Rows are wrong: nothing is done, unless they are to be left out.
    expect(await give(registerCsv(rows))).toMatchObject({ exit: 1 })
    expect(await enrolments()).toHaveLength(40)
    expect(await give(registerCsv(rows), 'good-rows')).toMatchObject({ exit: 0, value: { state: 'taken', left: 0 } })
    expect(await enrolments()).toHaveLength(40 + 954)
  })

  it('keeps the number of a paper so that nobody reads it in the table, and knows whose entry it is by both numbers', async () => {
    const { give, enrolments, seals, db, parts } = await start()
    await give(registerCsv([student(1), student(7), student(2_000)]))
    const [first, another, stranger] = await enrolments()
    expect(JSON.stringify(first)).not.toContain(inventedIdNumber(1))
    expect(seals.openIdNumber(first?.enrolment_id ?? '', first?.id_number ?? '')).toBe(inventedIdNumber(1))
    expect(() => seals.openIdNumber(stranger?.enrolment_id ?? '', first?.id_number ?? '')).toThrow('sealed')
    expect(first).toMatchObject({ person_id: 'student/2022000001', born_on: '2003-04-12', standing: 'registered' })
    expect([another?.person_id, stranger?.person_id]).toEqual([null, null])
    const parts1 = await db.selectFrom('graduation_import_part').selectAll().execute()
    expect(parts1).toEqual([])
    // Before it is carried out a file lies there encrypted.
    const file = registerCsv([student(3)])
    await give(file, 'trial')
    const kept = await db.selectFrom('graduation_import_part').select('content').executeTakeFirstOrThrow()
    expect(Buffer.from(kept.content).includes(inventedIdNumber(3))).toBe(false)
    // Nobody carries it out for a month.
    await tidyImports(db, new Date(parts.now().getTime() + 31 * 24 * 3_600_000))
    expect(await db.selectFrom('graduation_import').select('state').execute()).toEqual([{ state: 'taken' }])
  })

  it('reads one name however its dot and its blanks are written, and numbers in full-width signs', async () => {
    const { give, enrolments } = await start()
    const dots = ['·', '•', '‧', '．', '・']
    const said = dots.map((dot, at) => student(at, { 姓名: `艾力${dot}买买提` }))
    await give(registerCsv(said))
    expect(new Set((await enrolments()).map(row => row.name))).toEqual(new Set(['艾力·买买提']))
    const wide = (text: string) => text.replaceAll(/[\dX]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
    const again = said.map(one => ({
      ...one,
      ...{
        姓名: `艾力 · 买买提`,
        学号: wide(one.学号),
        身份证号码: wide(one.身份证号码),
      },
    }))
    expect(await give(registerCsv(again))).toMatchObject({ value: { rows: { new: 0, changed: 0, same: 5, error: 0 } } })
  })

  it('comes in GB18030 and as a workbook, with the columns in whichever order', async () => {
    const { give, enrolments } = await start()
    const rare = student(1, { 姓名: '虚构㛃' })
    await give(new Uint8Array(iconv.encode(registerCsv([rare]), 'gb18030')))
    expect((await enrolments())[0]).toMatchObject({ name: '虚构㛃', student_number: '2022000001' })
    const rows = (async function* () {
      yield [registerCells(student(2)).toReversed()]
    })()
    const book = await workbookOf(registerHeading.toReversed(), rows).toArray()
    await give(new Uint8Array(Buffer.concat(book)))
    expect((await enrolments()).map(row => row.student_number)).toEqual(['2022000001', '2022000002'])
  })

  it('keeps what a file has no column for', async () => {
    const { give, enrolments } = await start()
    await give(registerCsv([student(1)]))
    const { 学号, 姓名, 身份证号码 } = student(1)
    const file = `学号,姓名,证件号码,学籍状态,采集码\n${学号},${姓名},${身份证号码},已毕业,ab-12`
    expect(await give(file)).toMatchObject({ value: { rows: { changed: 1 } } })
    expect((await enrolments())[0]).toMatchObject({ standing: 'graduated', major: '软件工程', capture_code: 'AB-12' })
  })

  it.each([
    ['columns', '学号,姓名\n1,x'],
    ['empty', '学号,姓名,身份证号码,学籍状态\n'],
    ['no-text', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 1, 0, 0])],
    ['broken', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3])],
  ])('is refused as a whole where it cannot be read: %s', async (refusal, file) => {
    const { give, db } = await start()
    expect(await give(file)).toMatchObject({ exit: 3 })
    expect(await db.selectFrom('graduation_import').select('refusal').execute()).toEqual([{ refusal }])
    expect(await db.selectFrom('graduation_import_part').select('at').execute()).toEqual([])
  })

  it('is the same import when the same file comes twice, and another when that is wished', async () => {
    const { give, db } = await start()
    const file = registerCsv([student(1)])
    const first = await give(file)
    const second = await give(file)
    expect(second.value).toEqual(first.value)
    expect(await db.selectFrom('graduation_import').select('turn').execute()).toHaveLength(1)
    expect(await give(file, 'again')).toMatchObject({ value: { rows: { new: 0, same: 1 } } })
    const events = await db.selectFrom('audit').select('detail').where('event', '=', 'register-imported').execute()
    expect(events.at(-1)?.detail).toMatchObject({ by: 'root', new: 0, changed: 0, leftOut: 0, left: 0 })
  })

  it('goes on behind the row at which it was killed, writes none twice, and lets no other in between', async () => {
    const { give, db, answers, enrolments, parts } = await start()
    const file = registerCsv(Array.from({ length: 1_800 }, (_, at) => student(at)))
    // Through the trial, and into the third part of the writing.
    answers.stopAt = 1_800 + 1_200
    await expect(give(file)).rejects.toThrow('killed')
    const half = await enrolments()
    expect(half).toHaveLength(1_000)
    expect(await give(registerCsv([student(5_000)]))).toMatchObject({ exit: 1 })
    answers.stopAt = Infinity
    await goOnWithImports(parts, new AbortController().signal)
    const whole = await enrolments()
    expect(whole).toHaveLength(1_800)
    expect(whole.slice(0, 1_000)).toEqual(half)
    expect(
      await db.selectFrom('graduation_import').select(['state', 'rows_left']).orderBy('made_at').execute(),
    ).toEqual([
      ...[
        { state: 'taken', rows_left: 0 },
        { state: 'checked', rows_left: 0 },
      ],
    ])
  })

  it('does nothing where what it would do has become another thing, and reports it anew', async () => {
    const { give, db, parts, enrolments } = await start()
    const { value } = await give(registerCsv([student(1), student(2)]), 'trial')
    await give(registerCsv([student(2, { 专业名称: '网络工程' })]))
    const { importId = '' } = value as { importId?: string }
    const due = db.updateTable('graduation_import').where('import_id', '=', importId)
    await due.set({ state: 'to-take', taken_by: 'root' }).execute()
    const goOn = () => goOnWithImports(parts, new AbortController().signal)
    const columns = ['state', 'has_changed', 'rows_new', 'rows_changed', 'rows_left'] as const
    const row = () => db.selectFrom('graduation_import').select(columns).where('import_id', '=', importId).execute()
    await goOn()
    expect(await row()).toMatchObject([{ state: 'checked', has_changed: true, rows_new: 1, rows_changed: 1 }])
    expect(await enrolments()).toHaveLength(1)
    // One that it would change is taken away while it is written: what was reported cannot be done, and nothing else is.
    await db.deleteFrom('enrolment').execute()
    await due.set({ state: 'taking' }).execute()
    await goOn()
    expect(await row()).toMatchObject([{ state: 'taken', rows_left: 1 }])
    expect((await enrolments()).map(one => one.student_number)).toEqual(['2022000001'])
  })

  it('waits for the university’s data where that is away, and is stopped by whoever has begun it', async () => {
    const { give, db, parts, answers } = await start()
    answers.isAway = true
    await expect(give(registerCsv([student(1)]))).rejects.toThrow('connection lost')
    await goOnWithImports(parts, new AbortController().signal)
    const state = () => db.selectFrom('graduation_import').select(['state', 'at_work_until']).execute()
    expect(await state()).toEqual([{ state: 'to-check', at_work_until: null }])
    answers.isAway = false
    const from = join(folder, 'stopped.csv')
    await writeFile(from, registerCsv([student(2)]))
    const run = { progress: () => undefined, signal: AbortSignal.abort() }
    expect(await importRegister(parts, { positionals: [], texts: { from }, flags: [] }, run)).toMatchObject({ exit: 1 })
    expect(await importRegister(parts, { positionals: [], texts: { from: folder }, flags: [] }, run)).toMatchObject({
      exit: 3,
    })
  })
})
