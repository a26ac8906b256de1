import type { Clock } from '../../src/clock.ts'
import { type Bilingual, both } from '../../src/contract/texts.ts'
import { type CommandAnswer, type CommandRun, type Said, wrongUse } from '../ground/commands/command.ts'
import { type Say, sayIn } from '../ground/commands/language.ts'
import type { BatchProgress } from './batch.ts'
import type { BatchDesk } from './batch-desk.ts'
import { type ListFault, readBatchList } from './batch-list.ts'
import { sayBatch } from './say-issued.ts'

const PROGRESS_EVERY_MS = 2_000
const FAULTS_SHOWN = 100

/** Makes the documents of a list, and says every few seconds how far it is. */
export async function runBatchCommand(
  { texts, flags }: Said,
  { progress, signal, language }: CommandRun,
  desk: () => Promise<BatchDesk>,
  clock: Pick<Clock, 'monotonic'>,
): Promise<CommandAnswer> {
  const say = sayIn(language)
  const list = readBatchList(texts.list ?? '')
  if (!list.ok) return wrongUse(faultLines(list.error, say).join('\n'))
  const { issue, report } = await desk()
  const onProgress = sayEvery(PROGRESS_EVERY_MS, clock, words => progress(say(words)))
  const reached = await issue(list.value, { onProgress, signal, again: flags.includes('retry-failed') })
  return {
    exit: reached.issued === reached.items ? 0 : 1,
    ...(flags.includes('json') ? { value: reached } : { text: sayBatch(reached, language) }),
    ...(flags.includes('report') && { files: { report: await report(list.value) } }),
  }
}

/** What is wrong with a list, a line each; a list that is something else altogether would otherwise fill the screen. */
function faultLines(faults: readonly ListFault[], say: Say): string[] {
  const lines = faults.slice(0, FAULTS_SHOWN).map(({ line, message }) => `--list:${line}: ${say(message)}`)
  const left = faults.length - lines.length
  return left === 0
    ? lines
    : [...lines, say(both(`还有 ${left} 行`, `and ${left} more ${left === 1 ? 'line' : 'lines'}`))]
}

function sayEvery(
  everyMs: number,
  clock: Pick<Clock, 'monotonic'>,
  say: (words: Bilingual) => void,
): (progress: BatchProgress) => void {
  let saidMs = Number.NEGATIVE_INFINITY
  return progress => {
    const isLast = progress.waiting === 0
    if (!isLast && clock.monotonic() - saidMs < everyMs) return
    saidMs = clock.monotonic()
    const { issued, failed, items, perSecond, secondsLeft } = progress
    const [pace, left] = [perSecond?.toFixed(1) ?? '', Math.ceil(secondsLeft ?? 0)]
    const rate =
      perSecond === null ? both('', '') : both(`，每秒 ${pace} 份，还需 ${left} 秒`, `, ${pace}/s, ${left} s left`)
    say(
      both(
        `已出具 ${issued} 份，共 ${items} 份，失败 ${failed} 份${rate.zh}`,
        `${issued} of ${items} issued, ${failed} failed${rate.en}`,
      ),
    )
  }
}
