import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { err, ok, type Result } from '../../../src/result.ts'
import { findImport, type ImportParts, type ImportRow, importIdOf } from './import-rows.ts'

/** Three hundred thousand rows. */
export const REGISTER_BYTES_MAX = 128 * 1024 * 1024
const PART_BYTES = 256 * 1024
const NAME_CHARACTERS = 120

export type BringRefusal = 'not-there' | 'empty' | 'too-large'

/**
 * Takes the file of a register in, encrypted part by part, to be looked through. A file that was carried out already is known; `isAgain`: it is
 * brought for another time.
 */
export async function bringFile(
  parts: ImportParts,
  path: string,
  { by, isAgain }: { readonly by: string; readonly isAgain: boolean },
): Promise<Result<ImportRow, BringRefusal>> {
  const { db } = parts
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) return err('not-there')
  if (found.size === 0) return err('empty')
  if (found.size > REGISTER_BYTES_MAX) return err('too-large')
  for (let turn = 0; ; turn++) {
    const importId = await digestOf(path, turn)
    const known = await findImport(db, importId)
    if (known?.state === 'taken' && isAgain) continue
    if (known !== undefined && known.state !== 'arriving' && known.state !== 'refused') return ok(known)
    return ok(await keep(parts, path, { importId, turn, by, byteLength: found.size }))
  }
}

async function digestOf(path: string, turn: number): Promise<string> {
  const digest = importIdOf('register', turn)
  for await (const part of createReadStream(path)) digest.update(part)
  return digest.digest('base64url')
}

interface NewImport {
  readonly importId: string
  readonly turn: number
  readonly by: string
  readonly byteLength: number
}

async function keep({ db, seals, now }: ImportParts, path: string, made: NewImport): Promise<ImportRow> {
  const { importId, turn, by, byteLength } = made
  // What came half before a stop, or could not be read by a program of before, begins anew.
  await db.deleteFrom('graduation_import').where('import_id', '=', importId).execute()
  const name = [...basename(path)].slice(0, NAME_CHARACTERS).join('')
  await db
    .insertInto('graduation_import')
    .values({
      ...{ import_id: importId, kind: 'register', turn, name, byte_length: String(byteLength), state: 'arriving' },
      ...{ made_by: by, made_at: now() },
    })
    .execute()
  const digest = importIdOf('register', turn)
  let at = 0
  for await (const part of createReadStream(path, { highWaterMark: PART_BYTES }) as AsyncIterable<Buffer>) {
    digest.update(part)
    const content = seals.sealPart(importId, at, part)
    await db
      .insertInto('graduation_import_part')
      .values({ import_id: importId, at, byte_length: part.length, content })
      .execute()
    at++
  }
  if (digest.digest('base64url') !== importId) throw new Error('the file was changed while it was read')
  return db
    .updateTable('graduation_import')
    .set({ state: 'to-check' })
    .where('import_id', '=', importId)
    .returningAll()
    .executeTakeFirstOrThrow()
}
