import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pino from 'pino'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { systemClock } from '../../../native/system-clock.ts'
import { describeOnStores } from '../../../tests/peers/stores.ts'
import { createContentStore, sha256Hex } from '../../ground/store/content-store.ts'
import { inventedIdNumber, inventedStudent, registerCsv } from '../fixture-register.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import { goOnWithImports } from '../imports/work-on-import.ts'
import { importRegister } from '../register/import-register.ts'
import { createGraduationSeals, openGraduationSeals } from '../seals.ts'
import { importPhotos } from './import-photos.ts'
import { readPhotograph } from './keep-photos.ts'
import { createPhotoMaker } from './photo-maker.ts'
import { tidyPhotographs } from './tidy-photographs.ts'

const DAY_MS = 24 * 3_600_000
const BLUE = { r: 100, g: 197, b: 255 }

describeOnStores('photographs that are brought in', store => {
  let folder = ''
  let blue: Buffer = Buffer.alloc(0)
  /** The same picture with something else said in its file: another photograph to who compares files. */
  const photo = (serial: number): Buffer =>
    Buffer.concat([
      blue.subarray(0, 2),
      Buffer.from([0xff, 0xfe, 0, 6]),
      Buffer.from(String(serial).padStart(4, '0')),
      blue.subarray(2),
    ])
  const drawn = (width: number, height: number, background: object) =>
    sharp({ create: { width, height, channels: 3, background } })
      .jpeg()
      .toBuffer()
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yinzheng-photos-'))
    blue = await drawn(480, 640, BLUE)
  })
  afterAll(() => rm(folder, { recursive: true }))

  const start = async (students = 60) => {
    const { db } = store()
    for (const table of ['photograph', 'enrolment', 'graduation_import'] as const) await db.deleteFrom(table).execute()
    const home = await mkdtemp(join(folder, 'case-'))
    const answers = { moment: new Date('2026-03-02T01:00:00Z'), puts: 0, stopAt: Infinity }
    const kept = createContentStore(join(home, 'files'))
    const parts: ImportParts = {
      ...{ db, log: pino({ level: 'silent' }), now: () => answers.moment, today: () => '2026-03-02' },
      seals: await openGraduationSeals(db, answers.moment),
      content: {
        ...kept,
        putAll: async files => {
          for (const file of files) {
            answers.puts++
            if (answers.puts >= answers.stopAt) throw new Error('killed')
            await kept.put(file)
          }
          return files.map(sha256Hex)
        },
      },
      makePhotos: () => createPhotoMaker({ clock: systemClock }),
      lookup: async () => ({ registersOfNumber: async () => [] }),
    }
    const run = { progress: () => undefined, signal: new AbortController().signal, givenBy: 'root' }
    const register = join(home, 'register.csv')
    await writeFile(register, registerCsv(Array.from({ length: students }, (_, at) => inventedStudent(at))))
    await importRegister(parts, { positionals: [], texts: { from: register }, flags: [] }, run)
    let zips = 0
    const zipOf = async (files: Readonly<Record<string, Buffer | string>>) => {
      const zip = new ZipFile()
      for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
      zip.end()
      const place = join(home, `photos-${++zips}.zip`)
      await pipeline(zip.outputStream, createWriteStream(place))
      return place
    }
    const give = async (from: string, ...flags: string[]) => {
      const said = { positionals: [], texts: { from }, flags: [...flags, 'json', 'report'] }
      const answer = await importPhotos(parts, said, run)
      return { ...answer, value: answer.value as Record<string, never> }
    }
    const photographs = () => db.selectFrom('photograph').selectAll().orderBy('import_line').execute()
    const filesKept = async () =>
      (await readdir(join(home, 'files'), { recursive: true, withFileTypes: true }).catch(() => [])).filter(one =>
        one.isFile(),
      )
    return { db, parts, home, answers, zipOf, give, photographs, filesKept }
  }
  const student = (serial: number) => inventedStudent(serial)

  it('are said one by one, a thousand mixed ones, with what each would do and why', async () => {
    const { zipOf, give, photographs } = await start(400)
    const files: Record<string, Buffer | string> = {}
    // By each of the numbers, with a name beside it or without.
    for (let at = 0; at < 300; at++) {
      const { 学号, 姓名, 考生号, 身份证号码 } = student(at)
      files[[`${学号}.jpg`, `${考生号}_${姓名}.JPG`, `班级/${身份证号码}.jpeg`][at % 3] ?? ''] = photo(at)
    }
    for (let at = 0; at < 40; at++) files[`9999${String(at).padStart(8, '0')}.jpg`] = photo(1_000 + at)
    for (let at = 300; at < 320; at++) files[`${student(at).学号}_虚构另.jpg`] = photo(1_100 + at)
    for (let at = 0; at < 10; at++) files[`照片${at}.jpg`] = photo(2_000 + at)
    for (let at = 320; at < 350; at++) files[`${student(at).学号}.png`] = `no picture ${at}`
    const wrongSize = await drawn(500, 640, BLUE)
    for (let at = 350; at < 360; at++) files[`${student(at).学号}.jpg`] = wrongSize
    const grey = await drawn(480, 640, { r: 120, g: 120, b: 120 })
    for (let at = 360; at < 365; at++) files[`${student(at).学号}.jpg`] = Buffer.concat([grey, Buffer.from(`${at}`)])
    for (let at = 0; at < 7; at++) files[`z/${student(at).学号}.jpg`] = photo(3_000 + at)
    for (let at = 0; at < 578; at++) files[`读我/${at}.txt`] = `notes ${at}`
    expect(Object.keys(files)).toHaveLength(1_000)
    const answer = await give(await zipOf(files), 'trial')
    expect(answer.value).toMatchObject({
      state: 'checked',
      rows: { new: 305, changed: 0, same: 0, pooled: 70, error: 625 },
      causes: {
        ...{ 'no-image': 608, 'other-size': 10, twice: 7, 'pool-number': 40, 'pool-name': 20, 'pool-says-nothing': 10 },
        'not-blue': 5,
      },
    })
    expect(answer.files?.report).not.toContain(inventedIdNumber(2))
    expect(answer.files?.report).not.toContain('虚构')
    expect(await photographs()).toEqual([])
  })

  it('are kept so that nobody reads them without the row and the house’s secret, and without what their files said', async () => {
    const { db, parts, home, zipOf, give, photographs, filesKept, answers } = await start()
    const withPlace = await sharp(blue)
      .withExif({ IFD0: { Artist: 'Studio of nobody' }, IFD3: { GPSLatitude: '39/1 54/1 0/1' } })
      .jpeg()
      .toBuffer()
    const zip = await zipOf({ [`${student(1).学号}.jpg`]: withPlace })
    expect(await give(zip)).toMatchObject({ exit: 0, value: { state: 'taken', rows: { new: 1 } } })
    const [row] = await photographs()
    expect(row).toMatchObject({ kind: 'graduation', width: 480, height: 640, pooled_because: null })
    const read = await readPhotograph(parts, row?.photo_id ?? '')
    expect(read.ok && (await sharp(read.value).metadata())).toMatchObject({ format: 'jpeg', width: 480, height: 640 })
    expect(read.ok && Buffer.from(read.value).includes('Studio')).toBe(false)
    const [file] = await filesKept()
    const bytes = await readFile(join(file?.parentPath ?? '', file?.name ?? ''))
    await expect(sharp(bytes).metadata()).rejects.toThrow()
    const strange = createGraduationSeals({ seal: new Uint8Array(32), keys: new Uint8Array(32) })
    await expect(readPhotograph({ ...parts, seals: strange }, row?.photo_id ?? '')).rejects.toThrow('sealed')
    expect(JSON.stringify(row)).not.toContain(student(1).学号)
    // The same file again does nothing; another photograph takes its place, and the former goes with its file.
    expect(await give(zip)).toMatchObject({ exit: 0 })
    expect((await photographs()).length).toBe(1)
    expect(await give(await zipOf({ [`${student(1).学号}.jpg`]: photo(5) }))).toMatchObject({
      value: { rows: { changed: 1 } },
    })
    await tidyPhotographs(parts)
    expect(await filesKept()).toHaveLength(1)
    expect(await readPhotograph(parts, row?.photo_id ?? '')).toEqual({ ok: false, error: 'not-there' })
    expect(await db.selectFrom('photograph').select('gone_at').execute()).toEqual([{ gone_at: null }])
    // No file of the register has had the entry for a long time.
    answers.moment = new Date(answers.moment.getTime() + 401 * DAY_MS)
    await tidyPhotographs(parts)
    expect([await filesKept(), await photographs(), await db.selectFrom('enrolment').select('name').execute()]).toEqual(
      [...[[], [], []]],
    )
    await rm(home, { recursive: true })
  })

  it('are named by a table among them, and in the pool where name or school is another', async () => {
    const { zipOf, give, photographs } = await start()
    const line = (serial: number, more: object = {}) => Object.values({ ...student(serial), ...more })
    const rows = [
      ['文件名', ...Object.keys(student(0)), '拍摄日期'],
      ['a.jpg', ...line(1), '2026-01-05'],
      ['B', ...line(2, { 学校: '别的大学' }), '20260105'],
      ['c.jpg', ...line(3, { 姓名: '虚构错' }), ''],
      ['d.jpg', ...line(4), '2026-12-01'],
    ]
    const zip = await zipOf({
      '名单.csv': rows.map(row => row.join(',')).join('\n'),
      ...{ 'a.jpg': photo(1), 'b.JPG': photo(2), 'c.jpg': photo(3), 'd.jpg': photo(4) },
    })
    expect(await give(zip, 'good-rows')).toMatchObject({
      value: {
        rows: { new: 1, pooled: 2, error: 1 },
        causes: { 'pool-school': 1, 'pool-name': 1, 'taken-in-future': 1 },
      },
    })
    expect((await photographs()).map(row => [row.pooled_because, row.taken_on, row.name])).toEqual([
      [null, '2026-01-05', student(1).姓名],
      ['school', '2026-01-05', student(2).姓名],
      ['name', null, '虚构错'],
    ])
    expect(await give(zip, 'again', 'good-rows')).toMatchObject({
      value: { rows: { same: 3, new: 0, pooled: 0 } },
    })
  })

  it('come from a folder too, links and what computers lay there aside', async () => {
    const { give, home, photographs } = await start()
    const place = join(home, 'photos')
    await mkdir(join(place, '一班'), { recursive: true })
    await writeFile(join(place, '一班', `${student(1).学号}.jpg`), photo(1))
    await writeFile(join(place, '.DS_Store'), 'x')
    await writeFile(join(home, `${student(2).学号}.jpg`), photo(2))
    await symlink(join(home, `${student(2).学号}.jpg`), join(place, `${student(2).学号}.jpg`))
    expect(await give(place, 'admission')).toMatchObject({ exit: 0, value: { rows: { new: 1, error: 0 } } })
    expect(await photographs()).toMatchObject([{ kind: 'admission' }])
  })

  it('are refused as a whole where the ZIP climbs out, explodes, is locked, cut off or none', async () => {
    const { zipOf, give, home, photographs } = await start()
    const zip = await readFile(await zipOf({ 'aa/photo.jpg': photo(1), 'bb/photo.jpg': photo(2) }))
    const variant = async (change: (bytes: Buffer) => Buffer) => {
      const place = join(home, `variant-${Math.random()}.zip`)
      await writeFile(place, change(Buffer.from(zip)))
      return give(place)
    }
    const replaced = (bytes: Buffer, from: string, to: string) =>
      Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1')
    const written = (bytes: Buffer, at: number, hex: string) => {
      bytes.write(hex, at, 'hex')
      return bytes
    }
    const directoryAt = zip.indexOf('PK\u0001\u0002', 0, 'latin1')
    const said = async (answer: Promise<{ message?: string; exit: number }>) => (await answer).message
    expect(await said(variant(bytes => replaced(bytes, 'aa/photo', '../photo')))).toContain('outside its folder')
    expect(await said(variant(bytes => replaced(bytes, 'aa/photo', '/aaphoto')))).toContain('outside its folder')
    expect(await said(variant(bytes => written(bytes, directoryAt + 20, 'ffffff7f')))).toContain('too much')
    expect(await said(variant(bytes => written(bytes, directoryAt + 8, '0100')))).toContain('locked')
    expect(await said(variant(bytes => bytes.subarray(0, bytes.length - 30)))).toContain('broken')
    expect(await said(give(join(home, 'nowhere.zip')))).toContain('no such')
    expect(await said(give(await zipOf({ 'a.csv': 'x', 'b.csv': 'y', 'c.jpg': photo(1) })))).toContain('more than one')
    expect(await said(give(await zipOf({ 'a.csv': '学号\n1', 'c.jpg': photo(1) })))).toContain('table')
    // One of a hundred megabytes is not even unpacked, and the others come all the same.
    const large = await zipOf({ [`${student(1).学号}.jpg`]: photo(1), 'x.jpg': Buffer.alloc(100 * 1024 * 1024) })
    expect(await give(large, 'good-rows')).toMatchObject({
      value: { rows: { new: 1, error: 1 }, causes: { 'too-many-bytes': 1 } },
    })
    expect(await photographs()).toHaveLength(1)
  })

  it('go on behind the one at which they were killed, and leave no file that nobody knows of', async () => {
    const { parts, zipOf, give, photographs, filesKept, answers, db } = await start(100)
    const files = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${student(at).学号}.jpg`, photo(at)]))
    answers.stopAt = 60
    await expect(give(await zipOf(files))).rejects.toThrow('killed')
    const counted = (await photographs()).filter(row => row.kept_at !== null)
    expect(counted).toHaveLength(40)
    answers.stopAt = Infinity
    await goOnWithImports(parts, new AbortController().signal)
    const all = await photographs()
    expect([all.length, new Set(all.map(row => row.enrolment_id)).size, (await filesKept()).length]).toEqual([
      100, 100, 100,
    ])
    expect(all.slice(0, 40)).toEqual(counted)
    expect(
      await db.selectFrom('graduation_import').select('state').where('kind', '=', 'photographs').execute(),
    ).toEqual([{ state: 'taken' }])
    const event = await db.selectFrom('audit').select('detail').where('event', '=', 'photographs-imported').execute()
    expect(event.at(-1)?.detail).toMatchObject({ by: 'root', kind: 'graduation', new: 100, left: 0 })
  })
})
