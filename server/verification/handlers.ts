import { err, ok } from '../../src/result.ts'
import type { House, VERIFICATION_ROUTES } from '../../src/verification/api.ts'
import type { AnyCaller } from '../ground/callers.ts'
import type { Captchas } from '../ground/captcha/captcha.ts'
import { addressGroup } from '../ground/guess-watch.ts'
import type { RateLimit } from '../ground/http/rate-limit.ts'
import type { HandlersOf } from '../ground/room.ts'
import type { Answers } from './answers.ts'
import type { Certificates } from './certificates.ts'
import type { VerificationLimits } from './limits.ts'
import type { RevocationLists } from './revocation-lists.ts'

export interface HandlerParts {
  readonly answers: Answers
  readonly captchas: Captchas
  readonly house: () => House
  /** Null where this server holds no seal. */
  readonly lists: RevocationLists | null
  readonly certificates: Certificates | null
  readonly limits: VerificationLimits
}

const SLOW_DOWN = { outcome: 'slow-down', afterSeconds: 60 } as const

/** What answers the public page and every program that asks as it does. */
export function verificationHandlers(parts: HandlerParts): HandlersOf<typeof VERIFICATION_ROUTES> {
  const { answers, captchas, lists, certificates, limits } = parts
  const allowed = (limit: RateLimit, { ip }: AnyCaller) => limit.allow(addressGroup(ip))
  return {
    house: async () => ok(parts.house()),
    captcha: async (_, caller) => (allowed(limits.captchas, caller) ? ok(captchas.make()) : err('slow-down')),
    spokenCaptcha: async ({ token, language }, caller) => {
      if (!allowed(limits.captchas, caller)) return err('slow-down')
      const bytes = captchas.speak(token, language)
      return bytes ? ok({ bytes }) : err('unknown')
    },
    byCode: async (asked, caller) =>
      ok(allowed(limits.codes, caller) ? await answers.byCode(caller.ip, asked) : SLOW_DOWN),
    byTicket: async ({ ticket }, caller) =>
      ok(allowed(limits.tickets, caller) ? await answers.byTicket(ticket) : SLOW_DOWN),
    file: async ({ ticket, form }, caller) => {
      if (!allowed(limits.tickets, caller)) return err('slow-down')
      const bytes = await answers.file(ticket, form)
      return bytes ? ok({ bytes }) : err('unknown')
    },
    byFiles: async ({ files }, caller) =>
      allowed(limits.files, caller) ? ok(await answers.byFiles(files)) : err('slow-down'),
    list: async () => (lists ? ok({ bytes: await lists.current() }) : err('not-available')),
    certificate: async (asked, caller) => {
      if (!certificates) return err('not-available')
      if (!allowed(limits.certificates, caller)) return err('slow-down')
      const documentId = 'ticket' in asked ? answers.documentOf(asked.ticket) : await answers.idOfFile(asked)
      if (documentId === null) return err('unknown')
      const issued = await certificates.issue(documentId)
      if (!issued.ok) return err(issued.error === 'failed' ? 'not-available' : issued.error)
      return ok({ bytes: issued.value.pdf, fileName: `${issued.value.certificateNumber}.pdf` })
    },
  }
}
