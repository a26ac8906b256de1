import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Captchas } from '../../server/ground/captcha/captcha.ts'
import { groundOn } from '../../server/ground/ground.ts'
import { GROUND } from '../../server/ground/ground-plan.ts'
import type { HttpLimits } from '../../server/ground/http/http-server.ts'
import { serverOfRooms } from '../../server/ground/http/serve.ts'
import { createServerLog } from '../../server/ground/log.ts'
import { randomId, randomReadable } from '../../server/ground/random-id.ts'
import type { Room } from '../../server/ground/room.ts'
import { createContentStore, sha256Hex } from '../../server/ground/store/content-store.ts'
import type { Store } from '../../server/ground/store/store.ts'
import { createDocumentRecords } from '../../server/issuing/document-records.ts'
import { nameOlderDocuments } from '../../server/issuing/name-older-documents.ts'
import { createRevocations, type Revocations } from '../../server/issuing/revocation.ts'
import { newVerificationCode, verificationKey } from '../../server/issuing/verification-code.ts'
import { signPades } from '../../server/signing/pades.ts'
import { pem, SAMPLE_NOW_MS, type SampleAuthority, sampleAuthority } from '../../server/signing/sample-authority.ts'
import { SAMPLE_OBJECTS, samplePdf } from '../../server/signing/sample-pdf.ts'
import { type SampleStamper, sampleStamper } from '../../server/signing/sample-time-stamp.ts'
import { openSealed } from '../../server/signing/sealed-file.ts'
import type { Signer } from '../../server/signing/signer.ts'
import { openVerification } from '../../server/verification/open-verification.ts'
import { VERIFICATION } from '../../server/verification/verification-plan.ts'
import type { Clock } from '../../src/clock.ts'
import { type FakeClock, fakeClock } from '../../src/fake-clock.ts'
import { validityNote } from '../../src/verification/validity-note.ts'
import { withStore } from './added-proofs.ts'

/** Public verification over HTTP on a store, with a seal of its own and captchas whose answer is always 123456. */
export interface VerificationWorld {
  readonly clock: FakeClock
  readonly store: Store
  readonly app: FastifyInstance
  /** Its seals keep room for a time stamp. */
  readonly authority: SampleAuthority
  /** The authority whose time stamps are believed here. */
  readonly stamper: SampleStamper
  readonly revocations: Revocations
  readonly base: string
  readonly logged: string[]
  /** Puts a document under the seal into store and records, as the issuer does. */
  issue(changes?: IssueChanges): Promise<SampleDocument>
  /** Names documents of before their names were kept, as the server does now and then. */
  nameOlder(): Promise<void>
  /** Puts proofs behind its seal, in a file of its own, as the server does later. */
  prove(document: SampleDocument): Promise<{ readonly proved: Uint8Array; readonly sha256: string }>
  /** Copies of it came out of a printer. */
  print(document: SampleDocument, copies: number): Promise<void>
  close(): Promise<void>
}

export interface IssueChanges {
  readonly personId?: string
  /** Makes a rendering in place of the page that only says what it is. */
  readonly render?: (made: { readonly documentNumber: string; readonly code: string }) => Promise<Uint8Array>
  readonly title?: { readonly zh: string; readonly en: string }
  /** The last moment at which it counts; it never ends when left out. */
  readonly validUntil?: Date
}

export interface SampleDocument {
  readonly documentId: string
  readonly code: string
  readonly documentNumber: string
  readonly pdf: Uint8Array<ArrayBuffer>
  readonly sha256: string
  readonly signedDigest: string
}

const STAMP_ROOM_BYTES = 8192
const TITLE = { zh: '中文成绩单', en: 'Transcript (Chinese)' }
export const RIGHT_ANSWER = '123456'
export const UNIVERSITY = {
  name: { zh: '示范大学', en: 'Model University' },
  timeZone: 'Asia/Shanghai',
  helpPhone: '010-0000 0000',
  payeeName: '示范大学',
}

export interface WorldOptions {
  readonly pageFolder?: string
  /** Ours in place of a clock that stands still. */
  readonly clock?: Clock
  /** The product's own captchas in place of those with one answer. */
  readonly realCaptchas?: boolean
  /** Another seal than that of `authority`, with its roots. */
  readonly seal?: { readonly signer: Signer; readonly anchorsPem: string }
  /** Whose word about an address is believed; this machine's when left out. */
  readonly trustedProxies?: readonly string[]
  /** What a connection may take, where the house's own limits are not meant. */
  readonly limits?: Partial<HttpLimits>
  /** What stands in the QR codes; the address it listens on when left out. */
  readonly publicBaseUrl?: string
}

export async function startVerificationWorld(store: Store, options: WorldOptions = {}): Promise<VerificationWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'yinzheng-verification-'))
  const fake = fakeClock(SAMPLE_NOW_MS)
  const clock = options.clock ?? fake
  const logged: string[] = []
  const log = createServerLog('debug', { write: line => void logged.push(line) })
  const content = createContentStore(join(folder, 'files'))
  const made = sampleAuthority()
  const authority = { ...made, signer: { ...made.signer, spareBytes: STAMP_ROOM_BYTES } }
  const seal = options.seal?.signer ?? authority.signer
  const stamper = sampleStamper(clock.now())
  const { db } = store
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const house = { ...UNIVERSITY, publicBaseUrl: options.publicBaseUrl ?? base }
  const real = await groundOn(store, { clock, log, content, house, isServing: true })
  const ground = options.realCaptchas ? real : { ...real, captchas: oneAnswer() }
  const trust = {
    anchorsPem: options.seal?.anchorsPem ?? pem(authority.root),
    timestampAnchorsPem: pem(stamper.root),
  }
  const room = await openVerification(ground, {
    issuing: { records: createDocumentRecords(db, clock) },
    signing: { signer: seal, trust },
    pageFolder: options.pageFolder ?? join(folder, 'no-page'),
  })
  const opened = [{ plan: VERIFICATION, room: room as unknown as Room<unknown> }]
  const { trustedProxies = ['127.0.0.1'], limits = {} } = options
  const app = await serverOfRooms(ground, [GROUND, VERIFICATION], opened, {}, { trustedProxies, limits })
  await app.listen({ host: '127.0.0.1', port })
  const at = () => new Date(clock.now())
  const visitKey = randomId()
  const terminalId = randomId()
  await db
    .insertInto('terminal')
    .values({
      ...{ terminal_id: terminalId, public_key: randomId(), state: 'active', enrolled_at: at() },
      ...{ name_zh: '一号机', name_en: 'Kiosk 1', place_zh: '图书馆一楼大厅', place_en: 'Library, ground floor' },
    })
    .execute()
  await db
    .insertInto('visit')
    .values({ visit_key: visitKey, terminal_id: terminalId, person_id: 'p1', started_at: at(), last_seen_at: at() })
    .execute()

  return {
    ...{ clock: fake, store, app, authority, stamper, logged },
    revocations: createRevocations(db, clock),
    base,
    issue: async ({ personId = 'p1', render, title = TITLE, validUntil } = {}) => {
      const code = newVerificationCode()
      const documentId = randomId()
      const documentNumber = `20261122-${randomReadable(8)}`
      const rendering = render ? await render({ documentNumber, code }) : pageThatSays(documentNumber)
      const reason = validUntil && validityNote(validUntil, UNIVERSITY.timeZone)
      const pdf = await signPades(rendering, seal, { claimedAt: at(), ...(reason && { reason }) })
      const sha256 = await content.put(pdf)
      const signedDigest = digestOfSigned(pdf)
      await db
        .insertInto('document')
        .values({
          ...{ document_id: documentId, visit_key: visitKey, terminal_id: terminalId, person_id: personId },
          ...{ kind: 'transcript', edition: 'zh', title_zh: title.zh, title_en: title.en },
          ...{ name_masked_zh: '林**', name_masked_en: 'L** Z******', number_masked: '******0107' },
          ...{ unit_price_fen: 200, document_number: documentNumber, verification_key: verificationKey(code) },
          ...{ state: 'issued', created_at: at(), issued_at: at(), pages: 2, byte_length: pdf.length, sha256 },
          ...{ signed_digest: signedDigest, expires_at: validUntil ?? null },
        })
        .execute()
      return { documentId, code, documentNumber, pdf, sha256: sha256Hex(pdf), signedDigest }
    },
    nameOlder: () => nameOlderDocuments({ ...ground, anchorsPem: trust.anchorsPem }),
    prove: async ({ documentId, pdf }) => {
      const proved = withStore(pdf, authority.issuing)
      const sha256 = await content.put(proved)
      const of = { document_id: documentId, stored_at: at() }
      const files = [
        { ...of, level: 'B-T', sha256: sha256Hex(pdf), byte_length: pdf.length },
        { ...of, level: 'B-LT', sha256, byte_length: proved.length },
      ] as const
      await db
        .insertInto('document_file')
        .values([...files])
        .execute()
      await db.updateTable('document').set({ newest_sha256: sha256 }).where('document_id', '=', documentId).execute()
      return { proved, sha256 }
    },
    print: async (document, copies) => {
      await db
        .insertInto('print_order')
        .values({
          ...{ order_id: randomId(), job_id: randomId(), order_number: randomId(), terminal_id: terminalId },
          ...{ visit_key: visitKey, document_id: document.documentId, quota_key: 'q', copies, free_copies: copies },
          ...{ unit_price_fen: 200, amount_fen: 0, state: 'ended', out_trade_no: null, copies_delivered: copies },
          ...{ sheets_delivered: copies * 2, outcome_by: 'terminal', created_at: at(), ready_at: at(), over_at: at() },
        })
        .execute()
    },
    close: async () => {
      await app.close()
      await room.close?.()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Over everything but the place of the seal itself. */
function digestOfSigned(pdf: Uint8Array): string {
  const { start, end } = openSealed(pdf).seal
  return createHash('sha256').update(pdf.subarray(0, start)).update(pdf.subarray(end)).digest('hex')
}

/** Captchas that are drawn and spent as the real ones are, but for their answer. */
function oneAnswer(): Captchas {
  const open = new Set<string>()
  return {
    make: () => {
      const token = randomId()
      open.add(token)
      return { token, picture: 'data:image/png;base64,', digits: RIGHT_ANSWER.length }
    },
    speak: () => null,
    answer: async (token, answer) => open.delete(token) && answer === RIGHT_ANSWER,
    tidy: async () => undefined,
  }
}

function pageThatSays(documentNumber: string): Uint8Array {
  const words = `BT /F 24 Tf 72 700 Td (${documentNumber}) Tj ET`
  const objects = SAMPLE_OBJECTS.map((object, at) =>
    at === 3 ? `<< /Length ${words.length} >>\nstream\n${words}\nendstream` : object,
  )
  return samplePdf(objects)
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
