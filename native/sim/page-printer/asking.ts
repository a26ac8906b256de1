import { type FakeClock, fakeClock } from '../../../src/fake-clock.ts'
import type { Result } from '../../../src/result.ts'
import type { IppAttributes, IppFailure } from '../../ipp/client.ts'
import { attribute, type IppMessage } from '../../ipp/message.ts'
import { type Attributes, attributesOf, groupsOf, integerOf } from '../../ipp/read.ts'
import type { Operation } from '../../ipp/tags.ts'
import { paperOf } from '../../page-printer/paper-of.ts'
import { createInMemoryPagePrinter, type InMemoryPagePrinter } from './in-memory.ts'
import type { JobTicket } from './job.ts'
import { pagesOfSample, samplePdf } from './sample-pdf.ts'
import type { PagePrinterSimOptions } from './sim.ts'

type Answer = Result<IppMessage, IppFailure>

/** Any client of the trade at the simulated printer, on a clock that a test moves. */
export interface Asking {
  readonly clock: FakeClock
  readonly sim: InMemoryPagePrinter
  ask(operation: Operation, attributes?: IppAttributes, data?: Uint8Array): Promise<Answer>
  /** What comes of it, once it has come. */
  begin(operation: Operation, attributes?: IppAttributes, data?: Uint8Array): { answer(): Answer | null }
  print(
    name: string,
    pages: number,
    how?: { sides?: JobTicket['sides']; fidelity?: boolean; tray?: string },
  ): Promise<Answer>
  /** All that is told of a job; null when there is none. */
  job(id: number): Promise<Attributes | null>
  cancel(id: number): Promise<Answer>
  /** Numbers of the jobs in a list; null when it was refused. */
  jobs(which?: string): Promise<number[] | null>
  printer(...wanted: string[]): Promise<Attributes>
  /** The pages that came out, as `name/page`. */
  pages(): string[]
}

export const ASKING_MS_PER_SHEET = 1_000
const TIMEOUT_MS = 60_000

export function createAsking(options: PagePrinterSimOptions = {}): Asking {
  const clock = fakeClock()
  const sim = createInMemoryPagePrinter({
    clock,
    msPerSheet: ASKING_MS_PER_SHEET,
    countPages: pagesOfSample,
    ...options,
  })
  const ask: Asking['ask'] = (operation, attributes = {}, data = new Uint8Array()) =>
    sim.exchange(sim.uri, operation, attributes, { clock, timeoutMs: TIMEOUT_MS, data })
  const number = (id: number) => ({ operation: [attribute.integer('job-id', id)] })
  return {
    clock,
    sim,
    ask,
    begin: (...request) => {
      let given: Answer | null = null
      void ask(...request).then(answer => {
        given = answer
      })
      return { answer: () => given }
    },
    print: (name, pages, { sides, fidelity, tray } = {}) =>
      ask('Print-Job', printAttributes(name, sides, fidelity, tray), samplePdf(pages)),
    job: async id => {
      const answer = await ask('Get-Job-Attributes', number(id))
      return answer.ok ? attributesOf(answer.value, 'job') : null
    },
    cancel: id => ask('Cancel-Job', number(id)),
    jobs: async which => {
      const operation = which === undefined ? [] : [attribute.keyword('which-jobs', which)]
      const answer = await ask('Get-Jobs', { operation })
      return answer.ok ? groupsOf(answer.value, 'job').map(job => integerOf(job, 'job-id')!) : null
    },
    printer: async (...wanted) => {
      const operation = wanted.length === 0 ? [] : [attribute.keyword('requested-attributes', ...wanted)]
      const answer = await ask('Get-Printer-Attributes', { operation })
      if (!answer.ok) throw new Error(`no answer: ${answer.error.kind}`)
      return attributesOf(answer.value, 'printer')
    },
    pages: () => sim.papers().flatMap(({ jobName, pages }) => pages.map(page => `${jobName}/${page}`)),
  }
}

/** What a client sends with a document. */
export function printAttributes(
  name: string,
  sides?: JobTicket['sides'],
  fidelity?: boolean,
  tray?: string,
): IppAttributes {
  const faithful = fidelity === undefined ? [] : [attribute.boolean('ipp-attribute-fidelity', fidelity)]
  return {
    operation: [attribute.name('job-name', name), attribute.mime('document-format', 'application/pdf'), ...faithful],
    job: [
      ...(sides === undefined ? [] : [attribute.keyword('sides', sides)]),
      ...(tray === undefined ? [] : [paperOf('iso_a4_210x297mm', tray)]),
    ],
  }
}
