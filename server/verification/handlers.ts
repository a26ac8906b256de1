import { err, ok } from '../../src/result.ts'
import type { House, VERIFICATION_ROUTES } from '../../src/verification/api.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Answers } from './answers.ts'
import type { Certificates } from './certificates.ts'
import type { RevocationLists } from './revocation-lists.ts'

export interface HandlerParts {
  readonly answers: Answers
  readonly captchas: Captchas
  readonly house: () => House
  /** Null where this server holds no seal. */
  readonly lists: RevocationLists | null
  readonly certificates: Certificates | null
}

/** What answers the public page and every program that asks as it does. */
export function verificationHandlers(parts: HandlerParts): HandlersOf<typeof VERIFICATION_ROUTES> {
  const { answers, captchas, lists, certificates } = parts
  return {
    house: async () => ok(parts.house()),
    captcha: async () => ok(captchas.make()),
    spokenCaptcha: async ({ token, language }) => {
      const bytes = captchas.speak(token, language)
      return bytes ? ok({ bytes }) : err('unknown')
    },
    byCode: async (asked, { ip }) => ok(await answers.byCode(ip, asked)),
    byTicket: async ({ ticket }) => ok(await answers.byTicket(ticket)),
    file: async ({ ticket, form }) => {
      const bytes = await answers.file(ticket, form)
      return bytes ? ok({ bytes }) : err('unknown')
    },
    byFiles: async ({ files }) => ok(await answers.byFiles(files)),
    list: async () => (lists ? ok({ bytes: await lists.current() }) : err('not-available')),
    certificate: async asked => {
      if (!certificates) return err('not-available')
      const documentId = 'ticket' in asked ? answers.documentOf(asked.ticket) : await answers.idOfFile(asked)
      if (documentId === null) return err('unknown')
      const issued = await certificates.issue(documentId)
      if (!issued.ok) return err(issued.error === 'failed' ? 'not-available' : issued.error)
      return ok({ bytes: issued.value.pdf, fileName: `${issued.value.certificateNumber}.pdf` })
    },
  }
}
