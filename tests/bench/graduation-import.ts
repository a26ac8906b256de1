import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pino from 'pino'
import sharp from 'sharp'
import { ZipFile } from 'yazl'
import { systemClock } from '../../native/system-clock.ts'
import { inventedStudent, registerCsv } from '../../server/graduation/fixture-register.ts'
import type { ImportParts } from '../../server/graduation/imports/import-rows.ts'
import { importPhotos } from '../../server/graduation/photos/import-photos.ts'
import { createPhotoMaker } from '../../server/graduation/photos/photo-maker.ts'
import { importRegister } from '../../server/graduation/register/import-register.ts'
import { openGraduationSeals } from '../../server/graduation/seals.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import { openHouseStore } from '../peers/house-store.ts'
import { startPostgres } from '../peers/postgres.ts'
import { type Figure, figure } from './figure.ts'

/** What is aimed at: 50,000 photographs within a quarter of an hour, trial and all, and memory that does not grow with them. */
const PHOTOGRAPHS_AIM = 50_000 / (15 * 60)
const MEMORY_AIM_MB = 400
const LOOK_EVERY_MS = 50
/** Others of as many bytes: a studio's photograph has some thirty thousand. */
const LOOKS = 16
const QUALITY = 88

/** A register, and then a ZIP of its photographs, on PostgreSQL: trial and carrying out. */
export async function measureGraduationImport(photographs = 2_000, rows = 20_000): Promise<Figure[]> {
  const postgres = await startPostgres()
  const home = await mkdtemp(join(tmpdir(), 'yinzheng-bench-'))
  const store = await openHouseStore({ kind: 'postgres', databaseUrl: postgres.databaseUrl })
  try {
    const now = () => new Date()
    const parts: ImportParts = {
      ...{ db: store.db, log: pino({ level: 'silent' }), now, today: () => '2026-03-02' },
      ...{ seals: await openGraduationSeals(store.db, now()), content: createContentStore(join(home, 'files')) },
      makePhotos: () => createPhotoMaker({ clock: systemClock }),
      lookup: async () => ({ registersOfNumber: async () => [] }),
    }
    const run = { progress: () => undefined, signal: new AbortController().signal, givenBy: 'bench' }
    const said = (from: string, ...flags: string[]) => ({ positionals: [], texts: { from }, flags })
    const timed = async (work: () => Promise<{ exit: number; message?: string; text?: string }>) => {
      const began = performance.now()
      const answer = await work()
      if (answer.exit !== 0) throw new Error(`an import of the bench was refused: ${answer.message ?? answer.text}`)
      return (performance.now() - began) / 1_000
    }
    const register = join(home, 'register.csv')
    await writeFile(register, registerCsv(Array.from({ length: rows }, (_, at) => inventedStudent(at))))
    const registerSeconds = await timed(() => importRegister(parts, said(register), run))
    const zip = join(home, 'photographs.zip')
    await writeZip(zip, photographs)
    const before = process.memoryUsage.rss()
    let most = before
    const looking = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss())
    }, LOOK_EVERY_MS)
    const trialSeconds = await timed(() => importPhotos(parts, said(zip, 'trial'), run))
    const takenSeconds = await timed(() => importPhotos(parts, said(zip), run))
    clearInterval(looking)
    const kept = await store.db.selectFrom('photograph').select('kept_at').where('kept_at', 'is not', null).execute()
    if (kept.length !== photographs) throw new Error(`${kept.length} photographs of the bench were kept`)
    const whole = photographs / (trialSeconds + takenSeconds)
    return [
      figure('graduation-register', 'rows/s', null, [rows / registerSeconds]),
      figure('graduation-photographs-trial', 'photographs/s', null, [photographs / trialSeconds]),
      figure('graduation-photographs-taken', 'photographs/s', null, [photographs / takenSeconds]),
      figure('graduation-photographs', 'photographs/s', PHOTOGRAPHS_AIM, [whole]),
      figure('graduation-photographs-memory-grown', 'MB', MEMORY_AIM_MB, [(most - before) / 1e6]),
    ]
  } finally {
    await store.close()
    await postgres.stop()
    await rm(home, { recursive: true })
  }
}

async function writeZip(place: string, photographs: number): Promise<void> {
  const looks = await Promise.all(Array.from({ length: LOOKS }, (_, at) => drawn(at)))
  const zip = new ZipFile()
  const written = pipeline(zip.outputStream, createWriteStream(place))
  for (let at = 0; at < photographs; at++) {
    const look = looks[at % LOOKS] ?? Buffer.alloc(0)
    // Something else is said in each file, so that no two are the same.
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 10]), Buffer.from(String(at).padStart(8, '0'))])
    const bytes = Buffer.concat([look.subarray(0, 2), comment, look.subarray(2)])
    zip.addBuffer(bytes, `${inventedStudent(at).学号}.jpg`, { compress: false })
  }
  zip.end()
  await written
}

/** The light blue of studios around a head of soft noise. */
function drawn(serial: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 130 + serial, sigma: 40 } as const
  return sharp({ create: { width: 260, height: 420, channels: 3, background: '#888', noise } })
    .blur(1.1)
    .extend({ top: 220, left: 110, right: 110, bottom: 0, background: { r: 100, g: 197, b: 255 } })
    .jpeg({ quality: QUALITY })
    .toBuffer()
}
