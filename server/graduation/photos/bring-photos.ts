import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { PhotoKind } from '../../../src/graduation/enrolment.ts'
import { findImport, type ImportParts, type ImportRow } from '../imports/import-rows.ts'
import { PHOTO_FILE_BYTES_MAX } from './look-at-photo.ts'
import { PhotoSourceProblem } from './photo-file.ts'
import { openPhotoSource } from './photo-source.ts'

/** By which photographs are known: the same ones, of the same kind and for the same time, are the same import. Throws `PhotoSourceProblem`. */
export async function digestOfPhotos(place: string, kind: PhotoKind, turn: number): Promise<string> {
  const digest = createHash('sha256').update(`yinzheng-graduation\nphotographs\n${kind}\n${turn}\n`)
  const found = await lstat(place).catch(() => null)
  if (found?.isFile()) {
    for await (const part of createReadStream(place, { highWaterMark: 1024 * 1024 })) digest.update(part)
    return digest.digest('base64url')
  }
  const source = await openPhotoSource(place)
  for (const file of source.files) {
    const bytes = await file.read(PHOTO_FILE_BYTES_MAX)
    digest.update(`${file.path}\n${file.byteLength}\n`)
    digest.update(
      createHash('sha256')
        .update(bytes ?? '')
        .digest(),
    )
  }
  return digest.digest('base64url')
}

export interface BringWish {
  readonly place: string
  readonly kind: PhotoKind
  readonly by: string
  readonly isAgain: boolean
}

/** Writes down that photographs are to be looked through, which stay where they lie. Throws `PhotoSourceProblem`. */
export async function bringPhotos(parts: ImportParts, { place, kind, by, isAgain }: BringWish): Promise<ImportRow> {
  const { db, now } = parts
  const source = await openPhotoSource(place)
  const bytes = source.files.reduce((sum, { byteLength }) => sum + byteLength, 0)
  await source.close()
  if (source.files.length === 0) throw new PhotoSourceProblem('empty')
  for (let turn = 0; ; turn++) {
    const importId = await digestOfPhotos(place, kind, turn)
    const known = await findImport(db, importId)
    if (known?.state === 'taken' && isAgain) continue
    if (known?.state === 'taken') return known
    if (known !== undefined && known.state !== 'refused') {
      // The same ones may lie elsewhere now.
      await db.updateTable('graduation_import').set({ place }).where('import_id', '=', importId).execute()
      return { ...known, place }
    }
    await db.deleteFrom('graduation_import').where('import_id', '=', importId).execute()
    return db
      .insertInto('graduation_import')
      .values({
        ...{ import_id: importId, kind: 'photographs', photo_kind: kind, turn, place, state: 'to-check' },
        ...{
          name: basename(place).slice(0, 120),
          byte_length: String(Math.max(1, bytes)),
          made_by: by,
          made_at: now(),
        },
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  }
}
