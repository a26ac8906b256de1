import { createHmac, createPublicKey, type KeyObject, scrypt, timingSafeEqual, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { Kysely } from 'kysely'
import type { Clock } from '../../src/clock.ts'
import { CODE_CHARACTERS, CODE_SALT, CODE_SECRET_BYTES, textOfMac } from '../../src/contract/enrolment-text.ts'
import type { TerminalId } from '../../src/contract/ids.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { randomId, randomReadable } from '../ground/random-id.ts'
import type { Tables } from '../ground/store/tables.ts'
import { listSites } from './sites.ts'
import { type TerminalPlace, whatIsWrongWith } from './terminal-place.ts'
import { audit } from './terminals-audit.ts'

export interface EnrolmentCode {
  /** Eight characters; shown once and stored as a hash. */
  readonly code: string
  readonly expiresAt: Date
}

/** Makes terminals out of one-time codes. */
export interface Enrolment {
  /** Rejects for what `whatIsWrongWith` finds: the code would be spent on a terminal that can't be told its own name. */
  createCode(terminal: TerminalPlace): Promise<EnrolmentCode>
  /** Makes a code that somebody else has chosen usable for the next 15 minutes, once more if need be: for demonstrations. */
  armCode(code: string, terminal: TerminalPlace): Promise<EnrolmentCode>
  /**
   * Refuses with `terminal-refused`, whatever is wrong. The same code with the same key is the same terminal. The code itself is not said:
   * `mac` is what its owner makes of it and of the key.
   */
  enrol(input: { mac: string; publicKey: string; proof: string }): Promise<Result<TerminalId>>
}

const VALID_MS = 15 * 60_000
const slowHash = promisify<string, string, number, Buffer>(scrypt)
const secretOf = async (code: string) => (await slowHash(code, CODE_SALT, CODE_SECRET_BYTES)).toString('hex')

export function createEnrolment(db: Kysely<Tables>, clock: Clock): Enrolment {
  const now = () => new Date(clock.now())
  const armCode = async (code: string, { name, place, siteId: said }: TerminalPlace): Promise<EnrolmentCode> => {
    const siteId = said ?? (await listSites(db))[0]!.siteId
    const expiresAt = new Date(clock.now() + VALID_MS)
    const columns = { name_zh: name.zh, name_en: name.en, place_zh: place.zh, place_en: place.en }
    const row = { ...columns, site_id: siteId, expires_at: expiresAt, terminal_id: null }
    await db
      .insertInto('enrolment_code')
      .values({ code_hash: await secretOf(code), ...row })
      .onConflict(conflict => conflict.column('code_hash').doUpdateSet(row))
      .execute()
    return { code, expiresAt }
  }

  return {
    armCode,
    createCode: async terminal => {
      const wrong = whatIsWrongWith(terminal)
      if (wrong !== null) throw new Error(wrong.en)
      return armCode(randomReadable(8, CODE_CHARACTERS), terminal)
    },
    enrol: async ({ mac, publicKey, proof }) => {
      const key = readEd25519Key(publicKey)
      if (!key) return err(fault('terminal-refused', 'not an Ed25519 public key'))
      const said = Buffer.from(`yinzheng-enrol\n${mac}\n${publicKey}`)
      if (!verify(null, said, key, Buffer.from(proof, 'base64'))) {
        return err(fault('terminal-refused', 'the proof does not fit the key'))
      }
      return db.transaction().execute(async tx => {
        const refuse = (detail: string) => err(fault('terminal-refused', detail))
        const open = await tx
          .selectFrom('enrolment_code')
          .selectAll()
          .where('expires_at', '>', now())
          .forUpdate()
          .execute()
        const row = open.find(({ code_hash }) => isMacOf(code_hash, publicKey, mac))
        if (!row) return refuse('no such code')
        const known = await tx.selectFrom('terminal').selectAll().where('public_key', '=', publicKey).executeTakeFirst()
        // Asked again because the first answer was lost on its way.
        if (known)
          return row.terminal_id === known.terminal_id ? ok(known.terminal_id as TerminalId) : refuse('known key')
        if (row.terminal_id !== null) return refuse('the code was used')
        const terminalId = randomId() as TerminalId
        const { name_zh, name_en, place_zh, place_en, site_id } = row
        await tx
          .insertInto('terminal')
          .values({
            ...{ name_zh, name_en, place_zh, place_en, site_id },
            terminal_id: terminalId,
            public_key: publicKey,
            state: 'active',
            enrolled_at: now(),
          })
          .execute()
        await tx
          .updateTable('enrolment_code')
          .set({ terminal_id: terminalId })
          .where('code_hash', '=', row.code_hash)
          .execute()
        await audit(tx, now(), { event: 'terminal-enrolled', subject: terminalId, terminalId })
        return ok(terminalId)
      })
    },
  }
}

/** Whether `mac` was made with a code, for a public key. */
function isMacOf(codeHash: string, publicKey: string, mac: string): boolean {
  const right = createHmac('sha256', Buffer.from(codeHash, 'hex')).update(textOfMac(publicKey)).digest()
  const said = Buffer.from(mac, 'base64')
  return said.length === right.length && timingSafeEqual(said, right)
}

/** The key in base64 of a SubjectPublicKeyInfo; null when it is none, or of another kind. */
export function readEd25519Key(base64: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}
