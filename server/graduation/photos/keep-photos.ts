import { randomBytes } from 'node:crypto'
import type { PhotoKind } from '../../../src/graduation/enrolment.ts'
import { nameKey } from '../../../src/graduation/plain-key.ts'
import { err, ok, type Result } from '../../../src/result.ts'
import { randomId } from '../../ground/random-id.ts'
import { openBytes, sealBytes } from '../../ground/sealed-bytes.ts'
import { sha256Hex } from '../../ground/store/content-store.ts'
import type { ImportParts } from '../imports/import-rows.ts'
import type { JudgedPhoto } from './judge-photos.ts'

type KeepParts = Pick<ImportParts, 'db' | 'seals' | 'content' | 'now'>

export interface KeepWish {
  readonly importId: string
  readonly kind: PhotoKind
  readonly toLine: number
  readonly left: number
}

const purposeOf = (photoId: string) => `photograph ${photoId}`

/**
 * Keeps photographs, each encrypted with a key of its own that stands in its row alone: without the row nobody reads the file, wherever a copy of it
 * is. The row comes before the file, so that no file is left over that nobody knows of; it counts when the file lies there.
 */
export async function keepPhotos(
  { db, seals, content, now }: KeepParts,
  { importId, kind, toLine, left }: KeepWish,
  photos: readonly JudgedPhoto[],
): Promise<void> {
  const made = photos.flatMap(({ looked, matched }) => {
    if (looked.photo === null) return []
    const [photoId, key] = [randomId(), randomBytes(32)]
    const file = sealBytes(key, purposeOf(photoId), looked.photo.jpeg)
    const { named } = looked
    const row = {
      ...{ photo_id: photoId, kind, enrolment_id: matched.enrolmentId, pooled_because: matched.pooledBecause },
      ...{ taken_on: named.takenOn, width: looked.photo.widthPx, height: looked.photo.heightPx },
      ...{ sha256: sha256Hex(file), source_sha256: looked.sourceSha256, photo_key: seals.sealPhotoKey(photoId, key) },
      ...{ name: named.name, name_key: nameKey(named.name), school: named.school, capture_code: '' },
      told: seals.sealTold(photoId, { fileName: named.fileName, numbers: named.numbers.join(' ') }),
      ...{ import_id: importId, import_line: looked.line, made_at: now() },
    }
    return [{ file, row, formerId: matched.formerId }]
  })
  if (made.length > 0)
    await db
      .insertInto('photograph')
      .values(made.map(({ row }) => row))
      .execute()
  await content.putAll(made.map(({ file }) => file))
  await db.transaction().execute(async tx => {
    const former = made.flatMap(({ formerId }) => (formerId === null ? [] : [formerId]))
    if (former.length > 0)
      await tx.updateTable('photograph').set({ gone_at: now() }).where('photo_id', 'in', former).execute()
    const ids = made.map(({ row }) => row.photo_id)
    if (ids.length > 0)
      await tx.updateTable('photograph').set({ kept_at: now() }).where('photo_id', 'in', ids).execute()
    await tx
      .updateTable('graduation_import')
      .set({ taken_line: toLine, rows_left: left })
      .where('import_id', '=', importId)
      .execute()
  })
}

/** Takes away what was begun of an import and never counted. */
export async function removeUnkept({ db, content }: KeepParts, importId: string): Promise<void> {
  const rows = await db
    .selectFrom('photograph')
    .select(['photo_id', 'sha256'])
    .where('import_id', '=', importId)
    .where('kept_at', 'is', null)
    .execute()
  for (const { photo_id: photoId, sha256 } of rows) {
    await content.remove(sha256)
    await db.deleteFrom('photograph').where('photo_id', '=', photoId).execute()
  }
}

/** A photograph as JPEG; to be shown to whoever may see it, and kept by nobody. */
export async function readPhotograph(
  { db, seals, content }: Omit<KeepParts, 'now'>,
  photoId: string,
): Promise<Result<Uint8Array, 'not-there' | 'damaged'>> {
  const row = await db
    .selectFrom('photograph')
    .select(['sha256', 'photo_key'])
    .where('photo_id', '=', photoId)
    .where('kept_at', 'is not', null)
    .where('gone_at', 'is', null)
    .executeTakeFirst()
  if (!row) return err('not-there')
  const file = await content.get(row.sha256)
  if (!file.ok) return err(file.error === 'missing' ? 'not-there' : 'damaged')
  const jpeg = openBytes(seals.openPhotoKey(photoId, row.photo_key), purposeOf(photoId), file.value)
  return jpeg === null ? err('damaged') : ok(new Uint8Array(jpeg))
}
