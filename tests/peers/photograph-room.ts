import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pino from 'pino'
import sharp from 'sharp'
import { ZipFile } from 'yazl'
import { systemClock } from '../../native/system-clock.ts'
import { type InventedStudent, inventedStudent, registerCsv } from '../../server/graduation/fixture-register.ts'
import type { ImportParts } from '../../server/graduation/imports/import-rows.ts'
import { openGraduation } from '../../server/graduation/open-graduation.ts'
import { importPhotos } from '../../server/graduation/photos/import-photos.ts'
import { createPhotoMaker } from '../../server/graduation/photos/photo-maker.ts'
import { importRegister } from '../../server/graduation/register/import-register.ts'
import { openGraduationSeals } from '../../server/graduation/seals.ts'
import type { StaffCaller, VisitorCaller } from '../../server/ground/callers.ts'
import { createLimits } from '../../server/ground/limits/limit.ts'
import { createRateCounts } from '../../server/ground/limits/rate-counts.ts'
import { dayIn } from '../../server/ground/local-day.ts'
import { createSealedTokens } from '../../server/ground/sealed-token.ts'
import { createContentStore, sha256Hex } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { fakeClock } from '../../src/fake-clock.ts'

export const PHOTO_BLUE = { r: 100, g: 197, b: 255 }
let rooms = 0

/** A picture of somebody invented, a plain one: another of each serial. */
export const inventedPhoto = (serial: number): Promise<Buffer> =>
  sharp({ create: { width: 480, height: 640, channels: 3, background: { ...PHOTO_BLUE, g: 190 + (serial % 16) } } })
    .composite([
      {
        input: { create: { width: 100 + (serial % 50), height: 200, channels: 3, background: '#806040' } },
        ...{ left: 150, top: 200 + (serial % 97) },
      },
    ])
    .jpeg()
    .toBuffer()

/** The room over an empty register, as the server has it, with files of a folder of its own. */
export async function openPhotographRoom({ db }: Store) {
  const home = await mkdtemp(join(tmpdir(), 'yinzheng-graduation-'))
  const tables = [
    'photograph_claim',
    'photograph_showing',
    'photograph',
    'enrolment',
    'graduation_import',
    'rate_count',
    'look',
  ] as const
  for (const table of tables) await db.deleteFrom(table).execute()
  const clock = fakeClock(new Date('2026-03-02T01:00:00Z').getTime())
  const content = createContentStore(join(home, 'files'))
  const log = pino({ level: 'silent' })
  const key = new Uint8Array(32).fill(++rooms)
  const house = { timeZone: 'Asia/Shanghai' }
  /** The university's data knows everybody of the register by both numbers. */
  const known = new Map<string, InventedStudent>()
  const personIdOf = (number: string) => `student/${number}`
  const lookup = {
    registersOfNumber: async (number: string) => {
      const one = known.get(number)
      return one ? [{ personId: personIdOf(number), idNumber: one.身份证号码 }] : []
    },
  }
  const ground = {
    ...{ db, clock: { ...clock, after: systemClock.after }, content, log, house },
    ...{ tokens: createSealedTokens(key), limit: createLimits(createRateCounts(db, clock, key), clock) },
  }
  /** Whose accounts have ended since. */
  const ended = new Set<string>()
  const staffNames = new Map<string, string>()
  const needs = {
    notice: { owedBy: async () => null },
    people: { lookup },
    identity: { mailOf: async () => [] },
    staff: {
      stillMay: async (_: unknown, { staffId }: { staffId: string }) => !ended.has(staffId),
      atWork: async ({ staffId }: StaffCaller) => ({ name: staffNames.get(staffId) ?? '某职员' }),
    },
  }
  const room = await openGraduation(ground as never, needs as never)
  const now = () => new Date(clock.now())
  const importParts = {
    ...{ db, log, now, content, seals: await openGraduationSeals(db, now()) },
    today: () => dayIn(house.timeZone, now()),
    ...{ makePhotos: () => createPhotoMaker({ clock: systemClock, processes: 1 }), lookup: async () => lookup },
  } as unknown as ImportParts
  const run = { progress: () => undefined, signal: new AbortController().signal, givenBy: 'root' }
  let files = 0
  return {
    ...{ db, room, ended, clock, content, importParts, home, known },
    handlers: room.handlers,
    sweep: (name: string) => room.sweeps?.find(one => one.name === name)?.run(new AbortController().signal),
    student: inventedStudent,
    personIdOf,
    bringRegister: async (students: readonly InventedStudent[]) => {
      for (const one of students) known.set(one.学号, one)
      const place = join(home, `register-${++files}.csv`)
      await writeFile(place, registerCsv(students))
      const answer = await importRegister(importParts, { positionals: [], texts: { from: place }, flags: [] }, run)
      if (answer.exit !== 0) throw new Error(`no register: ${answer.message ?? answer.text}`)
    },
    /** Photographs by the names of their files, with a table among them where one is among `named`. */
    bringPhotos: async (named: Readonly<Record<string, Buffer | string>>, ...flags: string[]) => {
      const zip = new ZipFile()
      for (const [name, bytes] of Object.entries(named)) zip.addBuffer(Buffer.from(bytes), name)
      zip.end()
      const place = join(home, `photos-${++files}.zip`)
      await pipeline(zip.outputStream, createWriteStream(place))
      const answer = await importPhotos(importParts, { positionals: [], texts: { from: place }, flags }, run)
      if (answer.exit !== 0) throw new Error(`no photographs: ${answer.message ?? answer.text}`)
    },
    enrolmentIdOf: async (number: string) => {
      const row = await db
        .selectFrom('enrolment')
        .select('enrolment_id')
        .where('student_number', '=', number)
        .executeTakeFirstOrThrow()
      return row.enrolment_id
    },
    visitor: (number: string, session = 'one'): VisitorCaller => ({
      ...{ ip: '192.0.2.1', bearer: null, personId: personIdOf(number), personIds: [personIdOf(number)] },
      ...{ hasChosen: true, sessionKey: sha256Hex(`${number} ${session}`), proofs: [] },
    }),
    staff: (name: string, steppedUpAtMs = clock.now()): StaffCaller => {
      staffNames.set(`staff-${name}`, name)
      return {
        ...{ ip: '192.0.2.9', bearer: null, staffId: `staff-${name}`, role: 'registrar', sites: ['*'] },
        ...{ sessionKey: sha256Hex(`staff ${name}`), steppedUpAtMs },
      }
    },
    close: async () => {
      await room.close?.()
      await rm(home, { recursive: true })
    },
  }
}

export type PhotographRoom = Awaited<ReturnType<typeof openPhotographRoom>>
