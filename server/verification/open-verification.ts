import { fileURLToPath } from 'node:url'
import type { House } from '../../src/verification/api.ts'
import type { Ground } from '../ground/ground.ts'
import { openPageFiles } from '../ground/pages/page-files.ts'
import type { Room } from '../ground/room.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Signing } from '../signing/signing.ts'
import { createAnswers } from './answers.ts'
import { createCertificates } from './certificates.ts'
import { createApartChecker } from './check-apart.ts'
import { checksOf } from './document-checks.ts'
import { eraseChecks } from './erase-checks.ts'
import { verificationHandlers } from './handlers.ts'
import { describeHouse } from './house.ts'
import { verificationLimits } from './limits.ts'
import { registerVerificationPage } from './page-routes.ts'
import { registerPlainPages } from './plain-routes.ts'
import { createRevocationLists } from './revocation-lists.ts'
import { announceTrust, trustNotices } from './trust-notices.ts'
import type { Verification } from './verification.ts'
import type { VERIFICATION } from './verification-plan.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../dist/renderer/verify', import.meta.url))

export interface VerificationNeeds {
  readonly issuing: Pick<Issuing, 'records'>
  readonly signing: Pick<Signing, 'signer' | 'trust'>
  /** Folder of the built page, where it is not the usual one. */
  readonly pageFolder?: string
}

/** Everything the public may ask. Says the roots of this start under its seal. */
export async function openVerification(
  ground: Ground,
  { issuing, signing, pageFolder = BUILT_PAGE }: VerificationNeeds,
): Promise<Room<Verification, typeof VERIFICATION>> {
  const { db, clock, log, captchas, house: university } = ground
  const { signer, trust } = signing
  const { anchorsPem } = trust
  const documents = issuing.records
  if (signer) await announceTrust({ db, clock, signer, anchorsPem })
  const answers = createAnswers(ground, documents)
  const certificates = signer && createCertificates({ ...ground, documents, signer, anchorsPem })
  const lists = signer && createRevocationLists({ db, clock, documents, signer })
  const limits = verificationLimits(ground.limit)

  // When it is asked for: what anchors are is the seal's affair, and a start does not fail over them.
  let described: House | null = null
  const house = () => {
    described ??= describeHouse({ ...university, ...trust, hasSeal: signer !== null })
    return described
  }
  return {
    doors: { trustNotices: () => trustNotices(db), checksOf: documentId => checksOf(db, documentId) },
    handlers: verificationHandlers({ answers, captchas, house, lists, certificates }),
    limits: {
      ...{ captcha: limits.captchas, spokenCaptcha: limits.spoken, byTicket: limits.tickets, file: limits.tickets },
      ...{ byFiles: limits.files, certificate: limits.certificates },
    },
    pages: async app => {
      const files = openPageFiles(pageFolder)
      if (!files) log.warn('the public page was not built: visitors get the plain one')
      registerVerificationPage(app, { files, anchorsPem })
      await registerPlainPages(app, {
        ...{ clock, answers, captchas, limits, trust },
        checker: createApartChecker(clock),
        universityName: university.name,
        site: new URL(university.publicBaseUrl).host,
        timeZone: university.timeZone,
      })
    },
    erasing: eraseChecks,
    close: async () => {
      await certificates?.close()
    },
  }
}
