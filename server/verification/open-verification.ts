import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Clock } from '../../src/clock.ts'
import type { Bilingual } from '../../src/contract/texts.ts'
import type { House } from '../../src/verification/api.ts'
import { type Captchas, createCaptchas } from '../ground/captcha/captcha.ts'
import { loadSpeaker } from '../ground/captcha/speak-captcha.ts'
import type { GuessWatch } from '../ground/guess-watch.ts'
import { houseSecret } from '../ground/house-secret.ts'
import { createRateLimit } from '../ground/http/rate-limit.ts'
import { createSealedTokens } from '../ground/sealed-token.ts'
import type { ContentStore } from '../ground/store/content-store.ts'
import type { Tables } from '../ground/store/tables.ts'
import { nameOlderDocuments } from '../issuing/name-older-documents.ts'
import type { Signer } from '../signing/signer.ts'
import type { TrustAnchors } from '../signing/trust-anchors.ts'
import { registerVerificationApi, type VerificationLimits } from './api-routes.ts'
import { createCertificates } from './certificates.ts'
import { createApartChecker } from './check-apart.ts'
import { describeHouse } from './house.ts'
import { openPageFiles } from './page-files.ts'
import { registerVerificationPage } from './page-routes.ts'
import { registerPlainPages } from './plain-routes.ts'
import { createRevocationLists } from './revocation-lists.ts'
import { createVerification } from './verification.ts'

const BUILT_PAGE = fileURLToPath(new URL('../../dist/renderer/verify', import.meta.url))
const MINUTE_MS = 60_000

export interface VerificationParts extends TrustAnchors {
  readonly db: Kysely<Tables>
  readonly content: ContentStore
  readonly clock: Clock
  readonly log: Logger
  /** One for the public and the terminals: a code is guessed at from wherever. */
  readonly guesses: GuessWatch
  readonly university: { readonly name: Bilingual; readonly timeZone: string; readonly helpPhone: string }
  readonly publicBaseUrl: string
  /** The seal that signs lists and certificates; null on a server without one. */
  readonly signer: Signer | null
  /** Folder of the built page, where it is not the usual one. */
  readonly pageFolder?: string
  /** Another way to ask whether somebody is a person. */
  readonly captchas?: Captchas
}

/** Everything the public may ask, on an HTTP server. */
export interface OpenVerification {
  /** Forgets what has run out by itself, and names documents of before their names were kept; to be called now and then. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Puts the public's routes on `app`. Rejects when a part of the program is missing. */
export async function openVerification(app: FastifyInstance, parts: VerificationParts): Promise<OpenVerification> {
  const { db, content, clock, log, university, signer, publicBaseUrl } = parts
  const { anchorsPem, timestampAnchorsPem } = parts
  const trust = { anchorsPem, timestampAnchorsPem }
  const key = await houseSecret(db, 'verification', new Date(clock.now()))
  const tokens = createSealedTokens(key)
  const speaker = await loadSpeaker()
  if (!speaker.ok) throw new Error(`the spoken digit ${speaker.error} is missing`)
  const captchas = parts.captchas ?? createCaptchas({ db, clock, tokens, speaker: speaker.value })
  const verification = createVerification({ db, content, clock, log, captchas, tokens, guesses: parts.guesses })
  const pageUrl = `${publicBaseUrl}/v/`
  const certificates =
    signer &&
    createCertificates({
      ...{ db, content, clock, log, signer, anchorsPem, pageUrl },
      ...{ universityName: university.name, timeZone: university.timeZone },
    })
  const lists = signer && createRevocationLists(db, clock, signer)
  const limits = limitsOf(clock)

  // When it is asked for: what anchors are is the issuer's affair, and a start does not fail over them.
  let described: House | null = null
  const house = () => {
    described ??= describeHouse({ ...university, publicBaseUrl, ...trust, hasSeal: signer !== null })
    return described
  }
  registerVerificationApi(app, { verification, captchas, house, lists, certificates, limits })
  const files = openPageFiles(parts.pageFolder ?? BUILT_PAGE)
  if (!files) log.warn('the public page was not built: visitors get the plain one')
  registerVerificationPage(app, { files, anchorsPem })
  await registerPlainPages(app, {
    ...{ verification, captchas, limits, trust },
    checker: createApartChecker(clock),
    universityName: university.name,
    site: new URL(publicBaseUrl).host,
    timeZone: university.timeZone,
  })
  return {
    tidy: async () => {
      await captchas.tidy()
      await nameOlderDocuments({ db, content, clock, log, anchorsPem })
    },
    close: async () => {
      await certificates?.close()
    },
  }
}

/** An office behind one address checks a pile of papers in peace; a program that tries codes does not get far. */
function limitsOf(clock: Clock): VerificationLimits {
  const limit = (times: number, minutes = 1) => createRateLimit(clock, times, minutes * MINUTE_MS)
  return {
    captchas: limit(40),
    codes: limit(20),
    tickets: limit(60),
    files: limit(30),
    certificates: limit(10, 10),
    uploads: limit(6),
  }
}
