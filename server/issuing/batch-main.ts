import { readFile, writeFile } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../../native/system-clock.ts'
import { configOfFile, type WholeConfig } from '../ground/config/config-of-file.ts'
import { createServerLog } from '../ground/log.ts'
import { createContentStore } from '../ground/store/content-store.ts'
import { openStore } from '../ground/store/store.ts'
import { openRecords } from '../records/open-records.ts'
import { openProofs } from '../signing/open-proofs.ts'
import { type BatchProgress, openBatch, retryFailed, runBatch } from './batch.ts'
import { type BatchWish, readBatchList } from './batch-list.ts'
import { batchReport } from './batch-report.ts'
import { openIssuer } from './documents-config.ts'

const USAGE = `node server/issuing/batch-main.ts --config FILE --list FILE.csv [--report FILE.csv] [--retry-failed]

  --config FILE    the server's configuration, YAML
  --list FILE      documents to make: CSV with the heading personId,kind,edition
  --report FILE    writes what became of each line, CSV
  --retry-failed   tries the lines that have failed again

Makes the documents with the configured seal and as many render threads as the configuration has. Progress goes to stderr, one
line of JSON to stdout at the end. SIGTERM and SIGINT stop it after the documents under way; the same command goes on from
there, also after a kill. Exit: 0 all issued, 1 some not, 2 wrong use.
`
const [ALL_ISSUED, SOME_NOT, BAD_USE] = [0, 1, 2]
const PROGRESS_EVERY_MS = 2_000

async function main(): Promise<number> {
  const values = readArguments()
  if (typeof values === 'string') return refuse([values, '', USAGE])
  if (values.help) {
    process.stdout.write(USAGE)
    return ALL_ISSUED
  }
  if (values.config === undefined || values.list === undefined) return refuse([USAGE])
  const config = await configOfFile(values.config)
  if (!config.ok) return refuse(config.error)
  const text = await readFile(values.list, 'utf8').catch(() => null)
  if (text === null) return refuse([`${values.list} cannot be read`])
  const list = readBatchList(text)
  if (!list.ok) return refuse(list.error.map(({ line, message }) => `${values.list}:${line}: ${message}`))
  // Before the render threads are made, since they inherit it: visitors at the kiosks go first on a shared machine.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop.abort())
  const { progress, report } = await issueList(config.value, list.value, values['retry-failed'], stop.signal)
  if (values.report !== undefined) await writeFile(values.report, report)
  process.stdout.write(`${JSON.stringify(progress)}\n`)
  return progress.issued === progress.items ? ALL_ISSUED : SOME_NOT
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        config: { type: 'string' },
        list: { type: 'string' },
        report: { type: 'string' },
        'retry-failed': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return error instanceof Error ? error.message : 'unreadable arguments'
  }
}

async function issueList(config: WholeConfig, wishes: readonly BatchWish[], again: boolean, signal: AbortSignal) {
  const clock = systemClock
  const { folder, databaseUrl } = config.store
  const undo: (() => Promise<unknown>)[] = []
  try {
    const store = await openStore(
      databaseUrl === null ? { kind: 'folder', folder: join(folder, 'database') } : { kind: 'postgres', databaseUrl },
    )
    undo.push(() => store.close())
    const { db } = store
    const { name, timeZone } = config.university
    const { publicBaseUrl, documents, tariff } = config
    const issuer = await openIssuer(documents, { name, timeZone, publicBaseUrl }, clock)
    undo.push(() => issuer.close())
    const parts = {
      ...{ db, issuer, clock, publicBaseUrl, timeZone },
      log: createServerLog(config.log.level),
      content: createContentStore(join(folder, 'files')),
      records: openRecords(config.records, store, clock, undo),
      unitPriceFen: (language: 'zh' | 'en') => (language === 'zh' ? tariff.zhFen : tariff.enFen),
      proofTarget: (await openProofs(documents, issuer.anchorsPem, clock))?.target ?? null,
    }
    const batchId = await openBatch(db, wishes, new Date(clock.now()))
    if (again) await retryFailed(db, batchId)
    const progress = await runBatch(parts, batchId, {
      // One more than there are threads: while one document is signed and stored, the next is drawn.
      atOnce: documents.workers + 1,
      signal,
      onProgress: sayEvery(PROGRESS_EVERY_MS, clock),
    })
    return { progress, report: await batchReport(db, batchId) }
  } finally {
    for (let step = undo.pop(); step; step = undo.pop()) await step()
  }
}

function sayEvery(everyMs: number, clock: { monotonic(): number }): (progress: BatchProgress) => void {
  let saidMs = Number.NEGATIVE_INFINITY
  return progress => {
    const isLast = progress.waiting === 0
    if (!isLast && clock.monotonic() - saidMs < everyMs) return
    saidMs = clock.monotonic()
    const { issued, failed, items, perSecond, secondsLeft } = progress
    const rate = perSecond === null ? '' : `, ${perSecond.toFixed(1)}/s, ${Math.ceil(secondsLeft ?? 0)} s left`
    process.stderr.write(`${issued} of ${items} issued, ${failed} failed${rate}\n`)
  }
}

function refuse(lines: readonly string[]): number {
  process.stderr.write(`${lines.join('\n')}\n`)
  return BAD_USE
}

process.exitCode = await main()
