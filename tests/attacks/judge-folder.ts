import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { derOfPem } from '../../src/pdf/pem.ts'
import { judge, POLICIES } from './judge.ts'
import type { ManifestEntry } from './write-corpus.ts'

/** What judging a written corpus took. */
export interface FolderJudgement {
  readonly files: number
  /** Files whose verdict is not among those of the manifest. */
  readonly wrong: readonly string[]
  /** The most memory that the process held, and what it held before the first file, in MB. */
  readonly peakMb: number
  readonly startMb: number
  /** Processor time of the slowest judgement. */
  readonly slowestMs: number
}

/** Judges the files of `folder/manifest.json` one after the other; `only` names the classes that are wanted, or all. */
export async function judgeFolder(folder: string, only: RegExp = /./): Promise<FolderJudgement> {
  const read = (path: string) => new Uint8Array(readFileSync(join(folder, path)))
  const pem = (path: string) => derOfPem(readFileSync(join(folder, path), 'utf8'))
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as ManifestEntry[]
  const entries = manifest.filter(({ id }) => only.test(id))
  const startMb = process.memoryUsage().rss / 1e6
  const wrong: string[] = []
  let slowestMs = 0
  for (const { id, file, anchors, intermediates, crls, at, ...entry } of entries) {
    const made = {
      ...{ pdf: read(file), anchors: pem(anchors), nowMs: Date.parse(at) },
      ...{ intermediates: intermediates.flatMap(pem), crls: crls.map(read) },
    }
    for (const policy of POLICIES) {
      const before = process.cpuUsage()
      const { verdict } = await judge(made, policy)
      const { user, system } = process.cpuUsage(before)
      slowestMs = Math.max(slowestMs, (user + system) / 1000)
      const words = policy === 'public' ? entry.public : entry.kiosk
      if (!words.includes(verdict)) wrong.push(`${id} ${policy}: ${verdict}`)
    }
  }
  return { files: entries.length, wrong, startMb, slowestMs, peakMb: process.resourceUsage().maxRSS / 1024 }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = '.', only] = process.argv.slice(2)
  console.log(JSON.stringify(await judgeFolder(folder, only === undefined ? /./ : new RegExp(only))))
}
