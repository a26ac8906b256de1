import type { CodeAnswer, FilesAnswer } from '../../src/verification/api.ts'
import type { FileNames } from '../../src/verification/file-names.ts'
import { codeFrom } from '../../src/verification/typed-code.ts'
import type { Ground } from '../ground/ground.ts'
import type { DocumentRecords } from '../issuing/issuing.ts'
import { noteChecks } from './document-checks.ts'
import { knownCertificates } from './known-certificates.ts'

/** Who tries too many codes at once is to come back after so long. */
const WAIT_SECONDS = 60
const TICKET = 'verification-ticket'
const TICKET_MS = 15 * 60_000

/** What the public may ask of the records, whichever page or program asks. */
export interface Answers {
  /**
   * Looks a code up for somebody who answered a captcha. A wrong code and an unknown one get the same answer as slowly, and the more slowly
   * the more of them were tried; the right one is answered at once, whatever others have tried.
   */
  byCode(ip: string, asked: { code: string; captchaToken: string; captchaAnswer: string }): Promise<CodeAnswer>
  /** Asks again with the ticket of an earlier answer. */
  byTicket(ticket: string): Promise<CodeAnswer>
  /**
   * The file as its seal covers it, or with proofs for long keeping where there are any; null when the ticket has run out or the
   * file is not to be had.
   */
  file(ticket: string, form: 'sealed' | 'proved'): Promise<Uint8Array | null>
  /** The document that a ticket is for; null when it has run out. */
  documentOf(ticket: string): string | null
  byFiles(files: readonly FileNames[]): Promise<FilesAnswer>
  /** The issued document that a file belongs to; null when there is none. */
  idOfFile(file: FileNames): Promise<string | null>
}

export function createAnswers(ground: Ground, documents: DocumentRecords): Answers {
  const { db, content, clock, log, captchas, tokens, guesses } = ground
  const now = () => new Date(clock.now())
  const documentOf = (ticket: string) => tokens.open(TICKET, ticket, clock.now())?.documentId ?? null

  const found = async (documentId: string, ticket: string): Promise<CodeAnswer | null> => {
    const document = await documents.show(documentId)
    return document ? { outcome: 'found', document, ticket, checkedAt: now().toISOString() } : null
  }
  const missed = async (ip: string, code: string): Promise<CodeAnswer> => {
    const said = await guesses.miss({ subject: 'verification', caller: ip, code })
    return said === 'waited' ? { outcome: 'not-found' } : { outcome: 'slow-down', afterSeconds: WAIT_SECONDS }
  }

  return {
    byCode: async (ip, asked) => {
      const code = codeFrom(asked.code)
      // What can't be a code was read or typed badly. Its shape is no secret, and a bad scan is nobody's guess.
      if (code === null) return { outcome: 'unreadable' }
      if (!(await captchas.answer(asked.captchaToken, asked.captchaAnswer))) return { outcome: 'captcha-wrong' }
      const documentId = await documents.idOfCode(code)
      if (documentId === undefined) return missed(ip, code)
      const ticket = tokens.seal(TICKET, { documentId }, clock.now() + TICKET_MS)
      const answer = await found(documentId, ticket)
      if (!answer) return missed(ip, code)
      await noteChecks(ground, 'code', [documentId])
      return answer
    },
    byTicket: async ticket => {
      const documentId = documentOf(ticket)
      const answer = documentId === null ? null : await found(documentId, ticket)
      return answer ?? { outcome: 'ticket-over' }
    },
    file: async (ticket, form) => {
      const documentId = documentOf(ticket)
      const document = documentId === null ? undefined : await documents.show(documentId)
      if (!document) return null
      const file = await content.get((form === 'proved' && document.provedSha256) || document.sha256)
      if (file.ok) return file.value
      log.error({ documentId, reason: file.error }, 'a stored file cannot be shown')
      return null
    },
    documentOf,
    byFiles: async files => {
      const known = await documents.files(files)
      const ids = await Promise.all(files.map((file, at) => (known[at] ? documents.idOfFile(file) : null)))
      await noteChecks(
        ground,
        'file',
        ids.filter(id => id !== null),
      )
      const certificates = await knownCertificates(
        db,
        files.filter((_, at) => known[at] === null),
      )
      const ofFile = ({ sha256 }: FileNames, at: number) =>
        known[at] ?? certificates.find(one => one.sha256 === sha256) ?? ({ sha256, known: false } as const)
      return { checkedAt: now().toISOString(), files: files.map(ofFile) }
    },
    idOfFile: file => documents.idOfFile(file),
  }
}
