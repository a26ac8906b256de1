import { verify } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { TerminalId } from '../../src/contract/ids.ts'
import { fault } from '../../src/fault.ts'
import { err, ok, type Result } from '../../src/result.ts'
import type { Tables } from '../ground/store/tables.ts'
import { readEd25519Key } from './enrolment.ts'
import { audit } from './terminals-audit.ts'

/** Asks a terminal for a new key: it makes one as soon as it is there and nobody stands before it. */
export async function askForNewKey(db: Kysely<Tables>, terminalId: string, now: Date, by?: string): Promise<void> {
  await db.transaction().execute(async tx => {
    const asked = await tx
      .updateTable('terminal')
      .set({ key_due_at: now })
      .where('terminal_id', '=', terminalId)
      .where('state', '!=', 'retired')
      .where('key_due_at', 'is', null)
      .executeTakeFirst()
    if (asked.numUpdatedRows === 0n) return
    await audit(tx, now, {
      event: 'terminal-key-asked',
      subject: terminalId,
      terminalId,
      ...(by !== undefined && { detail: { by } }),
    })
  })
}

/**
 * Puts a new key in the place of the one that a terminal has signed its request with. Refuses with `terminal-refused` a key that was not
 * asked for, that is none, whose owner does not ask, or that another terminal has.
 */
export async function changeKey(
  db: Kysely<Tables>,
  terminalId: TerminalId,
  { publicKey, proof }: { readonly publicKey: string; readonly proof: string },
  now: Date,
): Promise<Result<Record<never, never>>> {
  const refuse = (detail: string) => err(fault('terminal-refused', detail))
  const key = readEd25519Key(publicKey)
  if (!key) return refuse('not an Ed25519 public key')
  const said = Buffer.from(`yinzheng-key\n${terminalId}\n${publicKey}`)
  if (!verify(null, said, key, Buffer.from(proof, 'base64'))) return refuse('the proof does not fit the key')
  return db.transaction().execute(async tx => {
    const taken = await tx
      .selectFrom('terminal')
      .select('terminal_id')
      .where('public_key', '=', publicKey)
      .executeTakeFirst()
    if (taken) return refuse('known key')
    const changed = await tx
      .updateTable('terminal')
      .set({ public_key: publicKey, key_due_at: null })
      .where('terminal_id', '=', terminalId)
      .where('key_due_at', 'is not', null)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) return refuse('no new key was asked for')
    await audit(tx, now, { event: 'terminal-key-changed', subject: terminalId, terminalId })
    return ok({})
  })
}
