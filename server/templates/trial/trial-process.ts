import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { type DrawnPage, type OpenPages, openPages, type Pixels } from '../../ground/rendering/draw-page.ts'
import { markAsSample } from '../../ground/rendering/sample-mark.ts'
import { changedSpots } from './changed-spots.ts'
import type { TrialJob, TrialLine, TrialPage, TrialRefusal, TrialTask } from './trial-messages.ts'

/**
 * Entry point of a process of its own, which whoever starts it holds to its time and its memory: draws each document with the templates that
 * were brought and with those that run, and says where the pages differ.
 */
const task = JSON.parse(await text(process.stdin)) as TrialTask
const say = (line: TrialLine) => process.stdout.write(`${JSON.stringify(line)}\n`)
const compilerIn = (workspace: string) =>
  NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [...task.fontDirs] }] })
const brought = compilerIn(task.brought)
const running = compilerIn(task.running)
/** A4 in points, give or take what rounding makes of it. */
const A4 = { width: 595.3, height: 841.9, slack: 1.5 }

await everyJob()

async function everyJob(): Promise<void> {
  for (const job of task.jobs) {
    say({ is: 'begun', key: job.key })
    say(await tried(job))
    brought.evictCache(4)
    running.evictCache(4)
  }
  say({ is: 'over' })
}

async function tried(job: TrialJob): Promise<TrialLine> {
  const { key } = job
  const made = make(brought, task.brought, job)
  const there = make(running, task.running, job)
  const runningToo = typeof there === 'string'
  const refused = (why: TrialRefusal, words: string): TrialLine => ({ is: 'refused', key, why, words, runningToo })
  if (typeof made === 'string') return refused(whyOf(made), made)
  if (made.pages > task.pagesMax) return refused('pages', String(made.pages))
  const after = await openPages(made.pdf)
  const before = typeof there === 'string' ? null : await openPages(there.pdf)
  try {
    for (let page = 1; page <= after.count; page++) {
      const { width, height } = await after.size(page)
      if (Math.abs(width - A4.width) > A4.slack || Math.abs(height - A4.height) > A4.slack)
        return refused('paper', `${Math.round(width)} × ${Math.round(height)} pt`)
    }
    const count = Math.min(Math.max(before?.count ?? 0, after.count), task.pagesMax)
    const pages: TrialPage[] = []
    for (let page = 1; page <= count; page++) pages.push(await compared(before, after, page))
    return { is: 'drawn', key, before: before?.count ?? 0, after: after.count, pages }
  } finally {
    await after.close()
    await before?.close()
  }
}

async function compared(before: OpenPages | null, after: OpenPages, page: number): Promise<TrialPage> {
  const [one, other] = [await drawn(before, page), await drawn(after, page)]
  const spots = one && other ? changedSpots(pixelsOf(one), pixelsOf(other)) : []
  if (one && other && spots.length === 0) return { spots, before: null, after: null }
  return { spots, before: one && pictureOf(one), after: other && pictureOf(other) }
}

async function drawn(pages: OpenPages | null, page: number): Promise<DrawnPage | null> {
  return pages && page <= pages.count ? pages.draw(page, task.widthPx) : null
}

function pixelsOf({ context, width, height }: DrawnPage): Pixels {
  return context.getImageData(0, 0, width, height)
}

function pictureOf(page: DrawnPage): string {
  markAsSample(page)
  return Buffer.from(page.png()).toString('base64')
}

/** The file, or the engine's words with places inside the folder. */
function make(compiler: NodeCompiler, workspace: string, { template, document }: TrialJob) {
  try {
    const result = compiler.compile({ mainFilePath: join(workspace, template), inputs: { document } })
    const made = result.result
    if (!made) return told(result.takeDiagnostics()?.shortDiagnostics ?? [], workspace)
    if (made.numOfPages > task.pagesMax) return { pdf: new Uint8Array(), pages: made.numOfPages }
    const pdf = new Uint8Array(compiler.pdf(made, { pdfStandard: 'a-2a', creationTimestamp: 0 }))
    return { pdf, pages: made.numOfPages }
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replaceAll(`${workspace}/`, '')
  }
}

function told(diagnostics: readonly unknown[], workspace: string): string {
  const lines = (diagnostics as readonly { message?: string; path?: string; severity?: number }[])
    .filter(({ severity }) => severity === 1)
    .map(({ message = '', path = '' }) => `${path}: ${message}`.replaceAll(`${workspace}/`, ''))
  return [...new Set(lines)].slice(0, 5).join('\n') || 'no document came out'
}

function whyOf(words: string): TrialRefusal {
  if (/package/.test(words)) return 'package'
  return /access denied|file not found|absolute paths are not allowed/.test(words) ? 'outside' : 'engine'
}
