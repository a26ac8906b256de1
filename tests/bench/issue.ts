import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentRequest } from '../../server/documents/documents.ts'
import { SERVER_ENVIRONMENT } from '../../server/ground/server-environment.ts'
import { createContentStore } from '../../server/ground/store/content-store.ts'
import { unwrap } from '../../src/result.ts'
import { type Figure, figure } from './figure.ts'
import { openIssuer, openRenderer, transcriptRequest } from './house-documents.ts'
import { heldFigures, type MemorySample } from './issue-memory.ts'
import { type Contender, inTurns, ratioFigure, samplesOf } from './turns.ts'

/** Documents a second of one render worker. */
const AIM_PER_SECOND = 28
const ROUNDS = 12
const PER_TURN = 24
/** So many are under way at once: enough that the worker never waits for the seal of the one before. */
const LANES = 4
const PAGES = 2

/** Issues transcripts whole, with Typst alone in turns beside it, and then `documents` more for what they leave in memory. */
export async function measureIssue(documents: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-issue-'))
  try {
    const rates = await measureRates(folder)
    return [...rates, ...(await measureHeld(folder, documents))]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function measureRates(folder: string): Promise<Figure[]> {
  const [issuer, renderer] = [await openIssuer(join(folder, 'keys')), openRenderer()]
  const store = createContentStore(join(folder, 'files'))
  const whole = async (request: DocumentRequest) => {
    const issued = unwrap(await issuer.issue(request))
    await store.put(issued.pdf)
    return issued
  }
  try {
    const figures: Figure[] = []
    for (const edition of ['zh', 'en'] as const) {
      const [ours, alone] = [`issue-whole-${edition}`, `typst-alone-${edition}`]
      const turns = await inTurns(
        [lanes(ours, edition, whole), lanes(alone, edition, request => renderer.render(request))],
        ROUNDS,
      )
      const perSecond = (name: string) => samplesOf(turns, name).map(tookMs => 1000 / tookMs)
      figures.push(
        figure(ours, 'documents/s', AIM_PER_SECOND, perSecond(ours)),
        figure(alone, 'documents/s', null, perSecond(alone)),
        ratioFigure(turns, alone, ours),
      )
    }
    return figures
  } finally {
    await Promise.all([issuer.close(), renderer.close()])
  }
}

/** A turn is `PER_TURN` documents; its only sample is the time for one of them. */
function lanes(
  name: string,
  edition: 'zh' | 'en',
  make: (request: DocumentRequest) => Promise<{ readonly pages: number }>,
): Contender {
  let nth = 0
  return {
    name,
    turn: async () => {
      const beganMs = performance.now()
      const until = nth + PER_TURN
      const lane = async () => {
        while (nth < until) {
          const { pages } = await make(transcriptRequest(edition, nth++))
          if (pages !== PAGES) throw new Error(`${name}: a document of ${pages} pages`)
        }
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      return [(performance.now() - beganMs) / PER_TURN]
    },
  }
}

/** In a process of its own, so that it is the issuer's memory and nothing else's. */
async function measureHeld(folder: string, documents: number): Promise<Figure[]> {
  const env = { ...process.env, ...SERVER_ENVIRONMENT }
  const child = fork(join(import.meta.dirname, 'issue-memory.ts'), [folder, String(documents)], { env })
  return heldFigures(await answerOf(child))
}

function answerOf(child: ChildProcess): Promise<MemorySample[]> {
  return new Promise((resolve, reject) => {
    child.once('message', message => resolve(message as MemorySample[]))
    child.once('exit', code => reject(new Error(`the issuing process ended with ${code}`)))
  })
}
